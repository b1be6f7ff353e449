import { seal, unseal } from '@/platform/encryption';
import { installation } from '@/platform/installation';

/** What must be known when a person comes back from the vendor. */
export interface ConnectState {
  workspaceSlug: string;
  destinationId: string;
  /** Whose way it is: nobody else can end it. */
  userId: string;
  /** The secret half of PKCE (RFC 7636). */
  verifier: string;
  /** Milliseconds. */
  expiresAt: number;
}

/** A person has this long to say yes at the vendor. */
export const CONNECT_WITHIN_MS = 15 * 60_000;

/** The state as it goes through the browser and the vendor: sealed, so that neither can read or change it. */
export function sealState(state: ConnectState): string {
  return seal(JSON.stringify(state), installation().encryptionKey);
}

function readState(sealed: string): ConnectState | null {
  try {
    const state = JSON.parse(unseal(sealed, [installation().encryptionKey])) as Partial<ConnectState>;
    return state.verifier === undefined ? null : (state as ConnectState);
  } catch {
    return null;
  }
}

/** Reads what `sealState` made; null when it is not ours, was changed, or is too old. */
export function openState(sealed: string, now: number): ConnectState | null {
  const state = readState(sealed);
  return state && state.expiresAt > now ? state : null;
}

/**
 * Where a state leads back to, too old or not; null when it is not ours or was changed. It says nothing of whether the
 * person who brings it may go there.
 */
export function placeOfState(sealed: string): Pick<ConnectState, 'workspaceSlug' | 'destinationId'> | null {
  return readState(sealed);
}
