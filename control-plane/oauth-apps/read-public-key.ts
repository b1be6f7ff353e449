import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { ControlPlaneError } from '../errors';
import { holdsPrivateKey, PRIVATE_KEY_REFUSAL } from './oauth-words.schema';

/** A public key in the form in which it is kept. */
export interface PublicKey {
  /** SPKI, PEM. */
  publicKey: string;
  bits: number;
  /** SHA-256 of the DER form, base64url. */
  fingerprint: string;
}

const FEWEST_BITS = 2048;
/** Checking a signature of a larger key takes long enough to slow others down. */
const MOST_BITS = 8192;
/** What every program uses; keys of small exponents have a history of forged signatures. */
const SMALLEST_EXPONENT = 65_537n;

/**
 * Reads a pasted RSA public key. A private key is refused unread, and nothing of the text stands in the error.
 * @throws ControlPlaneError `invalid_input`
 */
export function readPublicKey(text: string): PublicKey {
  if (holdsPrivateKey(text)) throw refusal(PRIVATE_KEY_REFUSAL);
  if (!/-----BEGIN (RSA )?PUBLIC KEY-----/.test(text)) {
    throw refusal('This is not a public key in PEM form. It begins with -----BEGIN PUBLIC KEY-----.');
  }
  const key = parse(text);
  if (key?.asymmetricKeyType !== 'rsa') throw refusal('This is not an RSA public key in PEM form.');
  const { modulusLength: bits = 0, publicExponent = 0n } = key.asymmetricKeyDetails ?? {};
  if (bits < FEWEST_BITS) {
    throw refusal(`The key has ${bits} bits. Make one of ${FEWEST_BITS} bits or more.`);
  }
  if (bits > MOST_BITS) throw refusal(`The key has ${bits} bits. Make one of at most ${MOST_BITS} bits.`);
  if (publicExponent < SMALLEST_EXPONENT) throw refusal('The exponent of the key is too small. Make one with 65537.');
  return {
    publicKey: key.export({ type: 'spki', format: 'pem' }).toString(),
    bits,
    fingerprint: createHash('sha256')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest('base64url'),
  };
}

function parse(text: string): KeyObject | null {
  try {
    return createPublicKey(text);
  } catch {
    return null;
  }
}

function refusal(message: string): ControlPlaneError {
  return new ControlPlaneError('invalid_input', message, { publicKey: message });
}
