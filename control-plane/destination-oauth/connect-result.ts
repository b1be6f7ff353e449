import { seal, unseal } from '@/platform/encryption';
import { installation } from '@/platform/installation';

/** How connecting an account ended, as the Settings tab tells it. */
export interface ConnectResult {
  /** Why it did not come about; null when it did. */
  problem: string | null;
}

interface SealedResult extends ConnectResult {
  resultFor: string;
  expiresAt: number;
}

/** An address with an old result in it tells nothing. */
const SHOWN_WITHIN_MS = 5 * 60_000;

/** A result for the address of the Settings tab: sealed, so that nobody can put words of theirs into our page by a link. */
export function sealResult(destinationId: string, problem: string | null, now: number): string {
  const result: SealedResult = { resultFor: destinationId, problem, expiresAt: now + SHOWN_WITHIN_MS };
  return seal(JSON.stringify(result), installation().encryptionKey);
}

/** Reads what `sealResult` made for this destination; null when it is not ours, for another, or old. */
export function openResult(sealed: string, destinationId: string, now: number): ConnectResult | null {
  try {
    const result = JSON.parse(unseal(sealed, [installation().encryptionKey])) as Partial<SealedResult>;
    if (result.resultFor !== destinationId || (result.expiresAt ?? 0) <= now) return null;
    return { problem: result.problem ?? null };
  } catch {
    return null;
  }
}
