import { expect, it } from 'vitest';
import { latencyPercentile } from './latency-percentile';

it('finds the percentile within the class it falls into', () => {
  const classes = [
    { leMs: 100, count: 50 },
    { leMs: 200, count: 40 },
    { leMs: 1000, count: 10 },
  ];
  expect(latencyPercentile(classes, 0.5)).toBe(100);
  expect(latencyPercentile(classes, 0.7)).toBe(150);
  expect(latencyPercentile(classes, 0.95)).toBe(600);
  expect(latencyPercentile([...classes, { leMs: 2_147_483_647, count: 100 }], 0.95)).toBe(1000);
});

it('adds up classes that come in any order and from many buckets, and knows nothing of nothing', () => {
  const spread = [
    { leMs: 200, count: 1 },
    { leMs: 100, count: 1 },
    { leMs: 200, count: 0 },
    { leMs: 100, count: 2 },
  ];
  expect(latencyPercentile(spread, 0.75)).toBe(100);
  expect(latencyPercentile([], 0.95)).toBeNull();
  expect(latencyPercentile([{ leMs: 100, count: 0 }], 0.95)).toBeNull();
});
