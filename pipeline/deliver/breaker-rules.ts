import type { OpeningRule } from '@/storage/deliveries/breaker/count-tries';

/** A destination is held back when at least 70 % of at least ten tries of the last five minutes failed. */
export const OPENING_RULE: OpeningRule = { windowMs: 300_000, minTries: 10, minShare: 0.7, firstProbeMs: 15_000 };

/** Single tries that must go well in a row before everything is sent again, and the time between them. */
export const PROBES_TO_CLOSE = 3;
/** Milliseconds from one try that went well to the next. */
export const GOOD_PROBE_AGAIN_MS = 1000;

/** Longest wait between two failed probes. */
const LONGEST_MS = 600_000;

/** Milliseconds until the next probe after `failedProbes` (1, 2…) failed in a row: half a minute, doubling up to ten. */
export function probeWait(failedProbes: number, firstMs: number = OPENING_RULE.firstProbeMs): number {
  return Math.min(LONGEST_MS, firstMs * 2 ** failedProbes);
}
