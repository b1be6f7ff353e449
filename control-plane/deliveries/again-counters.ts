import { processState } from '@/platform/process-state';

/** How much people asked for in this process since it started. */
export interface AgainCounters {
  /** Deliveries moved to now. */
  retriedNow: number;
  /** Failed deliveries to be sent again. */
  resent: number;
  /** Breakers reset by hand. */
  resets: number;
}

/** The counters of this process, for /api/metrics. */
export function againCounters(): AgainCounters {
  return processState('again-counters', () => ({ retriedNow: 0, resent: 0, resets: 0 }));
}
