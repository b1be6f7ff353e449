import { afterEach, describe, expect, it } from 'vitest';
import { seededRandom } from './random';
import { chooseAnswer, startReceiver, type Receiver } from './receiver';

const open: Receiver[] = [];
async function receiver(port = 0): Promise<Receiver> {
  const started = await startReceiver(seededRandom(3), port);
  open.push(started);
  return started;
}
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

describe("the demo's receiver", () => {
  it('mostly answers 200, and sometimes fails in each of the ways that a webhook fails', () => {
    const random = seededRandom(1);
    const counts: Record<number, number> = {};
    for (let index = 0; index < 4000; index += 1) {
      const { status, headers } = chooseAnswer(random, false);
      counts[status] = (counts[status] ?? 0) + 1;
      expect(headers?.['retry-after']).toBe(status === 429 ? '2' : undefined);
    }
    expect(Object.keys(counts)).toEqual(['200', '400', '429', '500']);
    expect((counts[200] ?? 0) / 4000).toBeGreaterThan(0.88);
  });

  it('counts what it answered, and answers 503 while it is down', async () => {
    const one = await receiver();
    one.down = true;
    const response = await fetch(one.url, { method: 'POST', body: '{}' });
    expect(response.status).toBe(503);
    expect(one.counts).toEqual({ 503: 1 });
  });

  it('takes another port when the preferred one is taken', async () => {
    const first = await receiver();
    const taken = Number(new URL(first.url).port);
    const second = await receiver(taken);
    expect(second.url).not.toBe(first.url);
    second.down = true;
    expect((await fetch(second.url)).status).toBe(503);
  });
});
