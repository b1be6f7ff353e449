import { z } from 'zod';
import { emailSchema, newPasswordSchema } from './account.schema';

/** The input of asking for a new password. */
export const requestResetSchema = z.object({ email: emailSchema });

/** The input of choosing a new password by the link of a mail. */
export const resetPasswordSchema = z.object({
  token: z.string().min(1).max(100),
  password: newPasswordSchema,
});
