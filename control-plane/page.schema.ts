import { z } from 'zod';

/** The input of a list: where to go on, how many, and what to look for. */
export const pageSchema = z.object({
  cursor: z.string().max(300).optional(),
  count: z.coerce.number().int().min(1).max(200).default(50),
  search: z.string().trim().max(200).default(''),
});
