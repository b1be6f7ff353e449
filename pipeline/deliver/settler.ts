import { backoffDelay } from '@/platform/backoff';
import type { Logger } from '@/platform/logger';
import { inTransaction } from '@/storage/client';
import { addAttemptSamples, type AttemptSample } from '@/storage/deliveries/add-attempt-samples';
import { settle } from './settle';
import type { Verdict } from './verdict';

/** A verdict on its way to the database. The sample is made only when there is room for it. */
export interface Settlement {
  verdict: Verdict;
  sample: (() => AttemptSample) | null;
  onSettled: () => void;
}

/** Most verdicts in one transaction. */
const FLUSH_SIZE = 500;
/** How long a verdict waits for company. */
const FLUSH_AFTER_MS = 5;
const RETRY = { baseMs: 100, maxMs: 5000 };

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
    while (this.queue.length > 0) {
      if (this.queue.length < FLUSH_SIZE && !this.closed)
        await new Promise((resolve) => setTimeout(resolve, FLUSH_AFTER_MS));
      const batch = this.queue.splice(0, FLUSH_SIZE);
      const ours = await this.write(batch);
      for (const { onSettled } of batch) onSettled();
      await this.writeSamples(batch, ours);
    }
  }

  private async write(batch: Settlement[]): Promise<Set<string>> {
    const verdicts = batch.map(({ verdict }) => verdict);
    for (let failures = 1; ; failures += 1) {
      try {
        return await settle(verdicts);
      } catch (error) {
        this.log.warn('Results of deliveries could not be written.', { error, count: batch.length, failures });
        if (this.closed) return new Set();
        await new Promise((resolve) => setTimeout(resolve, backoffDelay(failures, RETRY)));
      }
    }
  }

  private async writeSamples(batch: Settlement[], ours: Set<string>): Promise<void> {
    const samples = batch.flatMap(({ verdict, sample }) => (sample && ours.has(verdict.delivery.id) ? [sample()] : []));
    try {
      if (samples.length > 0) await inTransaction((sql) => addAttemptSamples(sql, samples));
    } catch (error) {
      this.log.warn('Samples of failed deliveries could not be written.', { error, count: samples.length });
    }
  }
}
