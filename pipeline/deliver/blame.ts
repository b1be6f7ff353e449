import type { TriedDelivery } from './deliver-claim';

/**
 * What a try says about the destination: `good`, it is there; `failure`, it is not, or refuses us altogether; `none`,
 * nothing.
 */
export type Blame = 'good' | 'failure' | 'none';

/** Answers that refuse the credentials or the account, not the event. */
const REFUSES_US = new Set([401, 402, 403, 407]);

/**
 * What a try says about the destination. Retryable failures count against it, those of a definition that had asked
 * something too, and so do answers that refuse our credentials. A 429 does not: the rate deals with it. Nor does what went
 * wrong on our side before anything was asked. Any other answer (400, 404, 422…) comes from a destination that works; what
 * was refused before anything was sent says nothing.
 */
export function blameOf({ progress: { failure }, asked = false }: Pick<TriedDelivery, 'progress' | 'asked'>): Blame {
  if (failure === null) return 'good';
  if (failure.status === 429) return 'none';
  // Our own fault, before anything was asked of the destination.
  if (failure.reason === 'INTERNAL' && failure.status === null && !asked) return 'none';
  if (failure.kind === 'retry') return 'failure';
  if (failure.status === null || failure.reason === 'MESSAGE_REJECTED') return 'none';
  return REFUSES_US.has(failure.status) ? 'failure' : 'good';
}
