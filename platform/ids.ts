import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz';

/** `length` random characters of a 54-letter alphabet without look-alikes, each equally likely. */
export function randomToken(length: number): string {
  const limit = 256 - (256 % ALPHABET.length);
  let token = '';
  while (token.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < limit && token.length < length) token += ALPHABET[byte % ALPHABET.length];
    }
  }
  return token;
}

/** What an id names; the prefix makes ids recognisable in logs and URLs. */
export type IdPrefix =
  'usr' | 'wks' | 'inv' | 'tok' | 'aud' | 'src' | 'key' | 'dst' | 'sub' | 'flt' | 'rst' | 'req' | 'oap' | 'oky' | 'oat';

/** A new prefixed id of 22 random characters (126 bits): `src_…`. Unguessable, but authorization never relies on that. */
export function newId(prefix: IdPrefix): string {
  return `${prefix}_${randomToken(22)}`;
}
