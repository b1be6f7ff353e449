import type { ActionResult } from '@/catalog/destinations/kit/action-result';

type Failure = Exclude<ActionResult, { kind: 'ok' }>;

/** What is settled of one delivery, mapping by mapping. */
export interface Progress {
  /** Mappings that need no further try: delivered ones, and failed ones with their reason. */
  settled: Map<string, string | null>;
  /** The failure that decides about another try; the last final one when there is none. */
  failure: Failure | null;
}

/** Reads `doneSubscriptions`: `<id>` was delivered, `<id>!<reason>` failed for good. */
export function readProgress(done: string[]): Progress {
  const settled = new Map<string, string | null>();
  for (const entry of done) {
    const [id = '', reason] = entry.split('!', 2);
    settled.set(id, reason ?? null);
  }
  return { settled, failure: null };
}

/** Writes what `readProgress` reads. */
export function writeProgress({ settled }: Progress): string[] {
  return [...settled].map(([id, reason]) => (reason === null ? id : `${id}!${reason}`));
}

/** Notes the result of one mapping. A retryable failure outweighs a final one: the rest is still worth trying. */
export function noteResult(progress: Progress, subscriptionId: string, result: ActionResult): void {
  if (result.kind === 'ok') progress.settled.set(subscriptionId, null);
  else if (result.kind === 'final') {
    progress.settled.set(subscriptionId, result.reason);
    if (progress.failure?.kind !== 'retry') progress.failure = result;
  } else progress.failure = result;
}
