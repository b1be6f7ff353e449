import { seal, unseal } from '../platform/encryption';
import { installation } from '../platform/installation';

/** A secret setting as it is kept: sealed, with what a person may be shown about it. */
export interface StoredSecret {
  /** AES-256-GCM under the installation's key. */
  sealed: string;
  /** The last characters, so that a person can tell secrets apart; empty for a short secret. */
  hint: string;
  /** ISO-8601. */
  setAt: string;
  /** Who set it, in words for a person (a label, not an id). */
  setBy: string;
}

const HINT_LENGTH = 4;
/** A secret shorter than this gives nothing away. */
const SHORTEST_WITH_HINT = 12;

/** Seals a secret under the installation's key, remembering who set it and when. */
export function sealSecret(plain: string, setBy: string, now: Date = new Date()): StoredSecret {
  return {
    sealed: seal(plain, installation().encryptionKey),
    hint: plain.length >= SHORTEST_WITH_HINT ? plain.slice(-HINT_LENGTH) : '',
    setAt: now.toISOString(),
    setBy,
  };
}

/**
 * The plain text of a stored secret; only the worker that sends it asks.
 * @throws Error when the installation's key does not fit or the value was changed.
 */
export function openSecret(stored: StoredSecret): string {
  return unseal(stored.sealed, [installation().encryptionKey]);
}
