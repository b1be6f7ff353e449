import { setTimeout as wait } from 'node:timers/promises';

const DAY_MS = 86_400_000;
/** Longer than most test files take. */
const MARGIN_MS = 90_000;

/** Waits until the day (UTC) has ended when it is about to: tests name partitions and counters by the day they run on. */
export async function passMidnight(): Promise<void> {
  const left = DAY_MS - (Date.now() % DAY_MS);
  if (left < MARGIN_MS) await wait(left + 1000);
}
