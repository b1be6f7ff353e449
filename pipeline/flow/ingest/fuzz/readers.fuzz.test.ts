import { describe, expect, it } from 'vitest';
import { fuzzReaders } from '@/testing/fuzz/fuzz-readers';
import { runOf } from '@/testing/fuzz/run-settings';

const run = runOf({ inputs: 10_000 });

describe('the readers and validators of the Tracking API, given anything', () => {
  it.each(run.seeds)(
    'with seed %i: none throws or takes over 50 ms, every row can be stored, every reading can be repeated',
    { timeout: run.timeoutMs },
    async (seed) => {
      const report = await fuzzReaders(seed, run.inputs, run.from);
      run.print({ seed, ...report });
      expect(report.inputs).toBe(run.inputs);
      if (run.inputs >= 1000) expect(report.read).toBeGreaterThan(run.inputs / 2);
    },
  );
});
