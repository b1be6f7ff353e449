import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

/** The id of a key: the first 8 hex characters of its SHA-256, so that a sealed value names the key it needs. */
export function keyId(key: Buffer): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

/** Seals text with AES-256-GCM: `v1.<keyId>.<nonce>.<ciphertext+tag>`, base64url parts. */
export function seal(plain: string, key: Buffer): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const body = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${keyId(key)}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
}

/**
 * Opens what `seal` made with one of `keys` (several while keys rotate).
 * @throws Error when no key fits or the value was changed.
 */
export function unseal(sealed: string, keys: Buffer[]): string {
  const [version, id, nonce, body] = sealed.split('.');
  const key = keys.find((candidate) => keyId(candidate) === id);
  if (version !== 'v1' || !key || !nonce || !body)
    throw new Error('The sealed value needs a key that this installation does not have.');
  const bytes = Buffer.from(body, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString('utf8');
}
