import { z } from 'zod';
import { ROLES } from '../context';

/** The input of creating a Public API token. */
export const createTokenSchema = z.object({
  name: z
    .string({ error: 'Enter a name.' })
    .trim()
    .min(1, 'Enter a name that says what the token is for.')
    .max(80, 'Use at most 80 characters.')
    .regex(/^[^\p{Cc}]*$/u, 'The name holds characters that cannot be shown.'),
  role: z.enum(ROLES, { error: 'Choose a role.' }),
});
