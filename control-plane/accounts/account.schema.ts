import { z } from 'zod';

/** An e-mail address as we keep it: lower case, no blanks around. */
export const emailSchema = z
  .string({ error: 'Enter an email address.' })
  .trim()
  .toLowerCase()
  .min(1, 'Enter an email address.')
  .max(254, 'This address is too long.')
  .pipe(z.email('This is not an email address.'));

/** What a person calls themselves. */
export const personNameSchema = z
  .string({ error: 'Enter your name.' })
  .trim()
  .min(1, 'Enter your name.')
  .max(80, 'Use at most 80 characters.')
  .regex(/^[^\p{Cc}]*$/u, 'The name holds characters that cannot be shown.');

/** A password about to be set; its strength is checked apart. */
export const newPasswordSchema = z
  .string({ error: 'Choose a password.' })
  .min(8, 'Use at least 8 characters.')
  .max(200, 'Use at most 200 characters.');

/** The input of signing in: says nothing about what a password must look like. */
export const signInSchema = z.object({
  email: emailSchema,
  password: z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.').max(200),
});

/** The input of signing up. */
export const signUpSchema = z.object({ email: emailSchema, name: personNameSchema, password: newPasswordSchema });
