import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { executorOf } from '../executors';
import { retryAfterMs } from './action-result';
import type { Executor } from './executor';

let receiver: Receiver;
let webhook: Executor;
beforeAll(async () => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  webhook = (await executorOf('webhook')) ?? expect.fail('Webhooks is not in the catalog');
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const event = (fields: JsonObject = {}): JsonObject => ({
  type: 'track',
  event: 'E',
  messageId: 'm1',
  timestamp: '2026-11-22T08:00:00.000Z',
  receivedAt: '2026-11-22T08:00:01.000Z',
  context: {},
  ...fields,
});
const step = (mapping: JsonObject = {}, settings: JsonObject = {}) => ({
  actionSlug: 'send',
  mapping: { url: receiver.url, method: 'POST', data: { '@path': '$.' }, ...mapping },
  settings,
});

describe('the executor', () => {
  it("runs Segment's own definition with settings (guards the override of fast-uri in package.json)", async () => {
    expect(webhook.settingsProblem({ sharedSecret: 'secret' })).toBeNull();
    expect((await webhook.runOne(step({}, { sharedSecret: 'secret' }), event())).results).toEqual([{ kind: 'ok' }]);
    expect(receiver.requests[0]?.headers['x-signature']).toMatch(/^[0-9a-f]{40}$/);
  });

  it('sends the request of a definition through the one way out: not to a private address, not after a redirect', async () => {
    const closed = { allowPrivateNetworks: [] };
    const blocked = { kind: 'final', reason: 'BLOCKED_ADDRESS' };
    expect((await webhook.runOne(step(), event(), closed)).results).toMatchObject([blocked]);
    const urls = [`http://localhost:${receiver.port}`, `http://[::ffff:127.0.0.1]:${receiver.port}`];
    for (const url of [...urls, `http://2130706433:${receiver.port}`])
      expect((await webhook.runOne(step({ url }), event(), closed)).results).toMatchObject([blocked]);
    expect(receiver.requests).toHaveLength(0);
    receiver.reply({ status: 307, headers: { location: 'http://127.0.0.1:1/' } });
    expect((await webhook.runOne(step(), event())).results).toMatchObject([{ kind: 'final', reason: '307' }]);
    expect(receiver.requests).toHaveLength(1);
  });

  it('has a plan for batches only when the mapping asks for more than one event a request', () => {
    expect(webhook.batchPlan('send', {})).toBeNull();
    expect(webhook.batchPlan('send', { batch_size: 1 })).toBeNull();
    expect(webhook.batchPlan('send', { batch_size: 10 })?.size).toBe(10);
    expect(webhook.batchPlan('send', { batch_size: 1e9 })?.size).toBe(100);
  });

  it('keeps events apart whose requests differ', () => {
    const plan = webhook.batchPlan('send', { batch_size: 10, url: { '@path': '$.properties.url' }, method: 'POST' });
    const key = (url: string, other: number) => plan?.keyOf(event({ properties: { url, other } }));
    expect(key('a', 1)).toBe(key('a', 2));
    expect(key('a', 1)).not.toBe(key('b', 1));
  });

  it('sends a batch as one request and tells a bad event from the good ones', async () => {
    const mapping = {
      batch_size: 10,
      data: { '@path': '$.properties.data' },
      method: { '@path': '$.properties.method' },
    };
    const events = [1, 2, 3].map((n) => event({ properties: { data: { n }, method: n === 2 ? 'BREW' : 'POST' } }));
    const { results } = await webhook.runBatch(step(mapping), events);
    expect(results).toMatchObject([{ kind: 'ok' }, { kind: 'final', reason: 'MESSAGE_REJECTED' }, { kind: 'ok' }]);
    expect(receiver.bodies()).toEqual([[{ n: 1 }, { n: 3 }]]);
  });

  it('gives every event of a refused batch the same result', async () => {
    receiver.reply(503);
    const { results } = await webhook.runBatch(step({ batch_size: 10 }), [event(), event()]);
    expect(results).toMatchObject([
      { kind: 'retry', reason: '503' },
      { kind: 'retry', reason: '503' },
    ]);
  });

  it('does not call an unknown action delivered', async () => {
    const { results } = await webhook.runOne({ ...step(), actionSlug: 'constructor' }, event());
    expect(results).toMatchObject([{ kind: 'final', reason: 'INVALID_SETTINGS' }]);
  });

  it('is not polluted by keys such as __proto__', async () => {
    const hostile = JSON.parse(
      '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
    ) as JsonObject;
    await webhook.runOne(step(), event({ properties: hostile }));
    expect(receiver.bodies()).toMatchObject([{ messageId: 'm1' }]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('retryAfterMs', () => {
  it('reads seconds and HTTP dates, and nothing else', () => {
    const now = Date.parse('2026-11-22T08:00:00Z');
    expect(retryAfterMs('120', now)).toBe(120_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 08:01:00 GMT', now)).toBe(60_000);
    expect(retryAfterMs('Sun, 22 Nov 2026 07:00:00 GMT', now)).toBe(0);
    expect(retryAfterMs('soon', now)).toBeNull();
    expect(retryAfterMs(null, now)).toBeNull();
  });
});
