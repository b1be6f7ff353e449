import { backoffDelay } from '@/platform/backoff';
import type { Logger } from '@/platform/logger';
import { inTransaction } from '@/storage/client';
import { addAttemptSamples, type AttemptSample } from '@/storage/deliveries/add-attempt-samples';
import { claimOf } from '@/storage/deliveries/finish-deliveries';
import { settle } from './settle';
import type { Verdict } from './verdict';

/** A verdict on its way to the database. The sample is made only when there is room for it. */
export interface Settlement {
  verdict: Verdict;
  sample: (() => AttemptSample) | null;
  onSettled: () => void;
}

/** Most verdicts in one transaction. */
const FLUSH_SIZE = 2000;
/** How long a verdict waits for company; longer after a flush that had many. */
const FLUSH_AFTER_MS = { few: 20, many: 50 };
const MANY = 100;
const RETRY = { baseMs: 100, maxMs: 5000 };

/** Whether PostgreSQL refuses the data itself (classes 22 and 23), so that the same can never be written. */
function isRefusal(error: unknown): boolean {
  const code = error !== null && typeof error === 'object' ? (error as { code?: unknown }).code : undefined;
  return typeof code === 'string' && /^2[23]/.test(code);
}

/** Collects verdicts and writes them in bulk, one transaction at a time; keeps trying while the database is away. */
export class Settler {
  private queue: Settlement[] = [];
  private running: Promise<void> | null = null;
  private closed = false;

  constructor(private readonly log: Logger) {}

  add(settlement: Settlement): void {
    this.queue.push(settlement);
    this.running ??= this.run().finally(() => {
      this.running = null;
    });
  }

  /** Writes what is waiting; with the database away, gives up after one more try. */
  async close(): Promise<void> {
    this.closed = true;
    await this.running;
  }

  private async run(): Promise<void> {
    let waitMs = FLUSH_AFTER_MS.few;
    while (this.queue.length > 0) {
      if (this.queue.length < FLUSH_SIZE && !this.closed) await new Promise((resolve) => setTimeout(resolve, waitMs));
      const batch = this.queue.splice(0, FLUSH_SIZE);
      waitMs = batch.length > MANY ? FLUSH_AFTER_MS.many : FLUSH_AFTER_MS.few;
      const ours = await this.write(batch);
      for (const { onSettled } of batch) onSettled();
      await this.writeSamples(batch, ours);
    }
  }

  /** Writes a batch whole, or in halves when something in it is refused, so that one bad row cannot hold up the rest. */
  private async write(batch: Settlement[]): Promise<Set<string>> {
    const verdicts = batch.map(({ verdict }) => verdict);
    for (let failures = 1; ; failures += 1) {
      try {
        return await settle(verdicts);
      } catch (error) {
        const refused = isRefusal(error);
        if (refused && batch.length > 1) {
          const half = Math.ceil(batch.length / 2);
          const [first, second] = [await this.write(batch.slice(0, half)), await this.write(batch.slice(half))];
          return new Set([...first, ...second]);
        }
        const fields = { error, count: batch.length, failures, deliveryId: verdicts[0]?.delivery.id };
        this.log.warn('Results of deliveries could not be written.', fields);
        // A row that is refused alone stays in the queue and is tried again when its lease ends.
        if (refused || this.closed) return new Set();
        await new Promise((resolve) => setTimeout(resolve, backoffDelay(failures, RETRY)));
      }
    }
  }

  private async writeSamples(batch: Settlement[], ours: Set<string>): Promise<void> {
    const samples = batch.flatMap(({ verdict, sample }) =>
      sample && ours.has(claimOf(verdict.delivery)) ? [sample()] : [],
    );
    try {
      if (samples.length > 0) await inTransaction((sql) => addAttemptSamples(sql, samples));
    } catch (error) {
      this.log.warn('Samples of failed deliveries could not be written.', { error, count: samples.length });
    }
  }
}
