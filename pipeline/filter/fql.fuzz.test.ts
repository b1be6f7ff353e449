import { describe, expect, it } from 'vitest';
import { fuzzFilters } from '@/testing/fuzz/fuzz-filters';
import { runOf } from '@/testing/fuzz/run-settings';

const run = runOf({ inputs: 6000 });

describe('conditions in FQL, given anything', () => {
  it.each(run.seeds)(
    'with seed %i: none throws but for its author, takes over 50 ms or changes its event',
    { timeout: run.timeoutMs },
    (seed) => {
      const report = fuzzFilters(seed, run.inputs, run.from);
      run.print({ seed, ...report });
      if (run.inputs >= 1000) expect(report.right).toBeGreaterThan(run.inputs / 10);
    },
  );
});
