import { z } from 'zod';

const address = (what: string) =>
  z
    .string()
    .trim()
    .max(1000)
    .refine((value) => /^https?:\/\/\S+$/.test(value) && URL.canParse(value), `Enter the whole ${what} address.`);

/** The client that the operator registered at the vendor, for one destination. */
export const saveOauthClientSchema = z.object({
  destinationId: z.string(),
  clientId: z.string().trim().min(1, 'Enter the client ID.').max(500),
  /** Left out, the stored one stays. */
  clientSecret: z.string().trim().max(2000).optional(),
  authorizeUrl: address('authorization'),
  tokenUrl: address('token'),
  scopes: z.string().trim().max(2000).default(''),
});

/** One destination that signs in by OAuth. */
export const oauthDestinationSchema = z.object({ destinationId: z.string() });

/** What the vendor sends the person back with (RFC 6749, 4.1.2). */
export const finishConnectSchema = z.object({
  state: z.string().min(1).max(4000),
  /** What the vendor gave; absent when the person or the vendor said no. */
  code: z.string().min(1).max(4000).optional(),
  /** The vendor's words for a no, of any length. */
  error: z
    .string()
    .transform((words) => words.slice(0, 300))
    .optional(),
});
