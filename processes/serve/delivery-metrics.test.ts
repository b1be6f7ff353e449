import { expect, it } from 'vitest';
import { formatDeliveryMetrics } from './delivery-metrics';

const AGAIN = { retriedNow: 3, resent: 2, resets: 1 };

it('writes breakers, waiting deliveries and what people asked for, a sample a line', () => {
  const waiting = [{ destinationId: 'dst_a', count: 10_000 }];
  const text = formatDeliveryMetrics({ open: 2, probing: 1, paused: 0, destinations: 9, waiting }, AGAIN);
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  for (const line of samples) expect(line).toMatch(/^switchyard_[a-z_]+(\{[a-z]+="[\w-]+"\})? \d+$/);
  expect(samples).toContain('switchyard_breakers{state="open"} 2');
  expect(samples).toContain('switchyard_deliveries_waiting{destination="dst_a"} 10000');
  expect(samples).toContain('switchyard_deliveries_retried_now_total 3');
});

it('still counts what people asked for while the database is away', () => {
  expect(formatDeliveryMetrics(null, AGAIN)).not.toContain('switchyard_breakers');
  expect(formatDeliveryMetrics(null, AGAIN)).toContain('switchyard_breaker_resets_total 1');
});
