import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import type { DestinationRuns, EventRun } from '../contract';
import { isolatedRuns } from './isolated-runs';

// One process after the other is ended, each after seconds of silence or of eating memory.
vi.setConfig({ testTimeout: 600_000 });

let receiver: Receiver;
let runs: DestinationRuns;
beforeAll(() => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  const definitions = new URL('../../../../testing/definitions/bad-definitions.ts', import.meta.url).href;
  runs = isolatedRuns({ heapMb: 96, buffersMb: 96, stuckMs: 5000, definitions });
});
afterAll(() => runs.close());
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const event = (id: string, bad = false): JsonObject => ({
  type: 'track',
  event: 'E',
  messageId: id,
  properties: { bad },
});
function run(type: string, events: JsonObject[], batch = false): Promise<EventRun[]> {
  const mapping = {
    url: receiver.url,
    id: { '@path': '$.messageId' },
    bad: { '@path': '$.properties.bad' },
    enable_batching: batch,
  };
  return runs.run({ type, actionSlug: 'send', mapping, settings: {} }, events);
}
const reasons = (done: EventRun[]) => done.map(({ result }) => (result.kind === 'ok' ? 'ok' : result.reason));
const ids = () => receiver.bodies<{ id: string }>().map(({ id }) => id);

describe('runs in processes', () => {
  it('a definition that misbehaves harms the event it was asked to send, and no other, of itself or of a neighbour', async () => {
    const expected = {
      throws: 'INTERNAL',
      'throws-later': 'DEFINITION_CRASHED',
      rejects: 'DEFINITION_CRASHED',
      exits: 'DEFINITION_CRASHED',
      kills: 'DEFINITION_CRASHED',
      loops: 'ETIMEDOUT',
      'loops-later': 'ETIMEDOUT',
      eats: 'OUT_OF_MEMORY',
      'eats-buffers': 'OUT_OF_MEMORY',
      'eats-at-once': 'OUT_OF_MEMORY',
      strays: 'BLOCKED_ADDRESS',
      good: 'ok',
    };
    const types = Object.keys(expected);
    const ended = await Promise.all(
      types.map(async (type): Promise<[string, string[]]> => [
        type,
        reasons(
          await run(
            type,
            ['a', 'b', 'c'].map((id) => event(`${type} ${id}`, id === 'b')),
          ),
        ),
      ]),
    );
    // On a busy machine collecting garbage can take the whole time before the memory is full.
    const either: string[] = ['OUT_OF_MEMORY', 'ETIMEDOUT'];
    for (const [type, [first, bad = '', last]] of ended) {
      const reason = expected[type as keyof typeof expected];
      expect([type, first, last]).toEqual([type, 'ok', 'ok']);
      expect(reason === 'OUT_OF_MEMORY' ? either : [reason], type).toContain(bad);
    }
    const arrived = new Set(ids());
    for (const type of types) for (const id of ['a', 'c']) expect(arrived).toContain(`${type} ${id}`);
  });

  it('finds the event of a batch that ends the process and sends the rest', async () => {
    const done = await run('loops', [event('a'), event('b', true), event('c'), event('d')], true);
    expect(reasons(done)).toEqual(['ok', 'ETIMEDOUT', 'ok', 'ok']);
  });

  it('gives up on a run that ends process after process: what is left waits for another try', async () => {
    const all = Array.from({ length: 6 }, (_, index) => event(String(index), true));
    const done = await run('eats', all);
    const kinds = done.map(({ result }) => result.kind);
    expect(kinds.filter((kind) => kind === 'final').length).toBeGreaterThanOrEqual(1);
    expect(kinds.filter((kind) => kind === 'retry').length).toBeGreaterThanOrEqual(1);
    // Or ETIMEDOUT, where collecting garbage takes the time before the memory is full.
    for (const reason of reasons(done)) expect(['OUT_OF_MEMORY', 'ETIMEDOUT']).toContain(reason);
  });
});
