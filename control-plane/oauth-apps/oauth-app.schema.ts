import { z } from 'zod';
import { LIFETIME_DAYS, SCOPES } from './oauth-words.schema';

const shown = (what: string) =>
  z
    .string({ error: `Enter ${what}.` })
    .trim()
    .min(1, `Enter ${what}.`)
    .max(80, 'Use at most 80 characters.')
    .regex(/^[^\p{Cc}]*$/u, 'The name holds characters that cannot be shown.');

const appName = shown('a name');
const scopes = z
  .array(z.enum(SCOPES, { error: 'Choose a scope.' }))
  .min(1, 'Choose a scope.')
  .max(SCOPES.length);
const tokenLifetimeDays = z.union(
  LIFETIME_DAYS.map((days) => z.literal(days)),
  { error: 'Choose how long a token works.' },
);
const keyFields = {
  keyName: shown('a name for the key'),
  publicKey: z.string({ error: 'Paste the public key.' }).trim().min(1, 'Paste the public key.').max(20_000, {
    error: 'This is too long to be a public key.',
  }),
};

/** What a new app is made of: with its first public key. */
export const createOauthAppInput = z.object({ name: appName, scopes, tokenLifetimeDays, ...keyFields });

/** What can be changed of an app; what is left out stays. */
export const updateOauthAppInput = z.object({
  appId: z.string(),
  name: appName.optional(),
  scopes: scopes.optional(),
  tokenLifetimeDays: tokenLifetimeDays.optional(),
});

/** Names one app. */
export const oauthAppIdInput = z.object({ appId: z.string() });

/** Deleting asks for the app's name. */
export const deleteOauthAppInput = z.object({ appId: z.string(), name: z.string() });

/** Another public key. */
export const addOauthKeyInput = z.object({ appId: z.string(), ...keyFields });

/** Names one key of one app. */
export const oauthKeyIdInput = z.object({ appId: z.string(), keyId: z.string() });

/** Connects a source to an app. */
export const connectOauthSourceInput = z.object({ sourceId: z.string(), appId: z.string({ error: 'Choose an app.' }) });

/** Names one source. */
export const oauthSourceInput = z.object({ sourceId: z.string() });

/** Whether a source takes events only with a token. */
export const oauthEnforcementInput = z.object({ sourceId: z.string(), required: z.boolean() });

/** A whole access token, pasted. */
export const revokeOauthTokenInput = z.object({
  token: z.string({ error: 'Paste the token.' }).trim().min(1, 'Paste the token.').max(10_000, 'This is not a token.'),
});
