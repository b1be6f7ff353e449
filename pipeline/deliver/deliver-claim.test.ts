import { describe, expect, it } from 'vitest';
import type { DestinationRuns, EventRun, RunStep } from '@/catalog/destinations/run/contract';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';
import { deliverClaim, type ClaimOptions, type SendableDelivery, type TriedDelivery } from './deliver-claim';
import type { ReadyTarget } from './target';

const subscription = (id: string) => ({
  id,
  name: id,
  actionSlug: id,
  enabled: true,
  trigger: 'type = "track"',
  mapping: {},
  position: 0,
});
const target = (oauth: boolean, ...ids: string[]): ReadyTarget => ({
  tokensVersion: 0,
  kind: 'ready',
  destinationId: 'd',
  type: 'vendor',
  oauth,
  settings: { oauth: { access_token: 'old' } },
  secrets: [],
  delivery: DELIVERY_DEFAULTS,
  subscriptions: new Map(ids.map((id) => [id, subscription(id)])),
});
const delivery = (id: string, subscriptionIds: string[], doneSubscriptions: string[] = []): SendableDelivery => ({
  id,
  attempt: 1,
  earlierAttempts: 0,
  workspaceId: 'w',
  sourceId: 's',
  destinationId: 'd',
  eventId: id,
  messageId: id,
  eventType: 'track',
  eventReceivedAt: new Date(0),
  createdAt: new Date(0),
  subscriptionIds,
  doneSubscriptions,
  lastReason: null,
  payload: JSON.stringify({ messageId: id }),
});
const ok: EventRun = { result: { kind: 'ok' }, status: 200, exchanges: [] };
const failed = (status: number): EventRun => ({
  result: { kind: 'final', reason: String(status), status, message: 'no' },
  status,
  exchanges: [],
});

/** Runs that answer as `answer` says; and what was run. */
function runsOf(answer: (step: RunStep, event: string) => EventRun) {
  const ran: { step: RunStep; events: string[] }[] = [];
  const run: DestinationRuns['run'] = (step, events, options) => {
    const texts = events.map(String);
    ran.push({ step, events: texts });
    const made = texts.map((text) => answer(step, text));
    made.forEach((one, index) => options?.onEvent?.(index, one));
    return Promise.resolve(made);
  };
  return { ran, runs: { run } as DestinationRuns };
}
async function deliver(deliveries: SendableDelivery[], to: ReadyTarget, options: ClaimOptions) {
  const tried: TriedDelivery[] = [];
  await deliverClaim(deliveries, to, (one) => tried.push(one), options);
  return tried;
}

describe('a claim', () => {
  it('runs each mapping once for all its deliveries and tells of each delivery once', async () => {
    const { ran, runs } = runsOf((step) => (step.actionSlug === 'b' ? failed(400) : ok));
    const claim = [delivery('1', ['a', 'b']), delivery('2', ['a']), delivery('3', ['a', 'b'], ['a'])];
    const tried = await deliver(claim, target(false, 'a', 'b'), { runs });
    expect(ran.map(({ step, events }) => [step.actionSlug, events.length])).toEqual([
      ['a', 2],
      ['b', 2],
    ]);
    expect(tried.map(({ delivery: { id }, progress }) => [id, progress.failure?.reason ?? 'ok']).sort()).toEqual([
      ['1', '400'],
      ['2', 'ok'],
      ['3', '400'],
    ]);
  });

  it('ends a delivery whose mapping is gone, and runs nothing for it', async () => {
    const { ran, runs } = runsOf(() => ok);
    const [tried] = await deliver([delivery('1', ['gone'])], target(false, 'a'), { runs });
    expect(tried?.progress.failure).toMatchObject({ kind: 'final', reason: 'MAPPING_REMOVED' });
    expect(ran).toEqual([]);
  });

  it('says whether the failure that decides came after a request', async () => {
    const fault = { kind: 'retry', reason: 'INTERNAL', status: null, message: 'x', retryAfterMs: null } as const;
    const request = { method: 'POST', url: 'https://a.test', headers: {}, body: null, bodyTruncated: false };
    const exchanges = [{ request, response: null, error: null, durationMs: 1 }] as unknown as EventRun['exchanges'];
    const { runs } = runsOf(({ actionSlug }) =>
      actionSlug === 'refuses'
        ? { ...failed(422), exchanges }
        : { result: fault, status: null, exchanges: actionSlug === 'asks' ? exchanges : [] },
    );
    const claim = [delivery('1', ['asks']), delivery('2', ['ours']), delivery('3', ['refuses', 'ours'])];
    const tried = await deliver(claim, target(false, 'asks', 'ours', 'refuses'), { runs });
    expect(Object.fromEntries(tried.map(({ delivery: { id }, asked }) => [id, asked]))).toEqual({
      1: true,
      2: false,
      3: false,
    });
  });

  it('renews the tokens once when they are refused, and repeats only what was refused', async () => {
    const { ran, runs } = runsOf((step, event) =>
      JSON.stringify(step.settings).includes('old') && event !== '{"messageId":"2"}' ? failed(401) : ok,
    );
    let asked = 0;
    const onUnauthorized = () => Promise.resolve({ oauth: { access_token: `new ${(asked += 1)}` } });
    const claim = ['1', '2', '3'].map((id) => delivery(id, ['a']));
    const tried = await deliver(claim, target(true, 'a'), { runs, onUnauthorized });
    expect(tried.map(({ progress }) => progress.failure)).toEqual([null, null, null]);
    expect(ran.map(({ events }) => events.length)).toEqual([3, 2]);
    expect(ran[1]?.step.settings).toEqual({ oauth: { access_token: 'new 1' } });
  });

  it('is refused for good when the tokens cannot be renewed, are refused again, or there are none', async () => {
    const { ran, runs } = runsOf(() => failed(401));
    const none = () => Promise.resolve(null);
    const broken = () => Promise.reject(new Error('away'));
    const fresh = () => Promise.resolve({});
    const end = async (oauth: boolean, onUnauthorized: ClaimOptions['onUnauthorized']) =>
      (await deliver([delivery('1', ['a'])], target(oauth, 'a'), { runs, onUnauthorized })).map(
        ({ progress }) => progress.failure?.reason,
      );
    expect(await end(true, none)).toEqual(['401']);
    expect(await end(true, broken)).toEqual(['401']);
    expect(await end(true, fresh)).toEqual(['401']);
    expect(await end(false, fresh)).toEqual(['401']);
    expect(ran).toHaveLength(5);
  });
});
