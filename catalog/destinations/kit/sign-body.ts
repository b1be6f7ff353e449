import { createHash, createHmac } from 'node:crypto';
import { refuseSettings } from './refuse';

/** Bytes of a signing secret, as the Standard Webhooks specification has it. */
const SECRET_BYTES = { min: 24, max: 64 };

/** The HMAC-SHA1 of `body` in hexadecimal: the value of Segment's X-Signature header. */
export function hmacSha1(secret: string, body: string): string {
  return createHmac('sha1', secret).update(body, 'utf8').digest('hex');
}

function keyOf(secret: string): Buffer {
  return Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
}

/** Why `secret` cannot sign in the way of Standard Webhooks; null when it can. */
export function signingSecretProblem(secret: string): string | null {
  const isBase64 = /^[A-Za-z0-9+/]+=*$/.test(secret.replace(/^whsec_/, ''));
  const { length } = keyOf(secret);
  if (isBase64 && length >= SECRET_BYTES.min && length <= SECRET_BYTES.max) return null;
  return 'The signing secret must be base64 of 24 to 64 bytes, with or without "whsec_" before it.';
}

/**
 * The headers of the Standard Webhooks convention for `body`: webhook-id, webhook-timestamp (seconds) and
 * webhook-signature. `id` names the message and stays the same when it is sent again; without one it is a hash of the
 * body. @throws an INVALID_SETTINGS refusal when the secret is not base64 of 24 to 64 bytes.
 */
export function standardWebhookHeaders(
  secret: string,
  body: string,
  id: string | undefined,
  now: number,
): Record<string, string> {
  const problem = signingSecretProblem(secret);
  if (problem) throw refuseSettings(problem);
  const key = keyOf(secret);
  const message = id ?? `msg_${createHash('sha256').update(body).digest('base64url').slice(0, 27)}`;
  const seconds = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', key).update(`${message}.${seconds}.${body}`, 'utf8').digest('base64');
  return { 'webhook-id': message, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${signature}` };
}

/** Header values are one line of printable ASCII; anything else could not be sent. */
export function headerSafeId(id: unknown): string | undefined {
  return typeof id === 'string' && /^[\x21-\x7e]{1,200}$/.test(id) ? id : undefined;
}
