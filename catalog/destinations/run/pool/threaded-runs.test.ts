import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import type { DestinationRuns, EventRun } from '../contract';
import { threadedRuns } from './threaded-runs';

let receiver: Receiver;
let runs: DestinationRuns;
beforeAll(() => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  const definitions = new URL('../testing/bad-definitions.ts', import.meta.url).href;
  runs = threadedRuns({ heapMb: 64, buffersMb: 96, stuckMs: 2000, definitions });
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
const three = [event('a'), event('b', true), event('c')];

describe('runs in threads', () => {
  it.each([
    ['throws', 'INTERNAL'],
    ['throws-later', 'DEFINITION_CRASHED'],
    ['rejects', 'DEFINITION_CRASHED'],
    ['exits', 'DEFINITION_CRASHED'],
    ['kills', 'DEFINITION_CRASHED'],
    ['loops', 'ETIMEDOUT'],
    ['loops-later', 'ETIMEDOUT'],
    ['eats', 'OUT_OF_MEMORY'],
    ['eats-buffers', 'OUT_OF_MEMORY'],
  ])('a definition that %s harms the event it was asked to send, and no other', async (type, reason) => {
    const [done, neighbour] = await Promise.all([run(type, three), run('good', [event('n1'), event('n2')])]);
    expect(reasons(done)).toEqual(['ok', reason, 'ok']);
    expect(reasons(neighbour)).toEqual(['ok', 'ok']);
    expect(new Set(ids().filter(Boolean))).toEqual(new Set(['a', 'c', 'n1', 'n2']));
  });

  it('finds the event of a batch that ends the thread and sends the rest', async () => {
    const done = await run('loops', [event('a'), event('b', true), event('c'), event('d')], true);
    expect(reasons(done)).toEqual(['ok', 'ETIMEDOUT', 'ok', 'ok']);
  });

  it('gives up on a run that ends thread after thread: what is left waits for another try', async () => {
    const all = Array.from({ length: 6 }, (_, index) => event(String(index), true));
    const done = await run('eats', all);
    const kinds = done.map(({ result }) => result.kind);
    expect(kinds.filter((kind) => kind === 'final').length).toBeGreaterThanOrEqual(1);
    expect(kinds.filter((kind) => kind === 'retry').length).toBeGreaterThanOrEqual(1);
    expect(new Set(reasons(done))).toEqual(new Set(['OUT_OF_MEMORY']));
  });
});
