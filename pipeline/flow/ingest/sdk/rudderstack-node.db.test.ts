import { gunzipSync } from 'node:zlib';
import Analytics from '@rudderstack/rudder-sdk-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { storedEvents } from '@/testing/sdk/stored-events';
import { expectTimeFormula } from '@/testing/sdk/time-formula';
import { startUnreliableFront, type Trouble, type UnreliableFront } from '@/testing/sdk/unreliable-front';

describe("RudderStack's Node SDK, another implementation of the protocol", () => {
  let server: IngestServer;
  const fronts: UnreliableFront[] = [];
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(async () => {
    await Promise.all(fronts.map((front) => front.close()));
    await server.close();
  });

  async function connect(troubles: Trouble[] = [], options: { gzip?: boolean; flushAt?: number } = {}) {
    const front = await startUnreliableFront(server.url, troubles);
    fronts.push(front);
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const analytics = new Analytics(writeKey, { dataPlaneUrl: front.url, flushInterval: 60_000, ...options });
    return { analytics, front, id, writeKey };
  }
  const bodyOf = (front: UnreliableFront, n: number) =>
    JSON.parse(gunzipSync(front.seen[n]?.body ?? Buffer.alloc(0)).toString()) as { batch: unknown[]; sentAt: string };

  it('has all six calls in the log, zipped and by Basic auth', async () => {
    const { analytics, front, id, writeKey } = await connect();
    const timestamp = new Date('2026-11-01T10:00:00.123Z');
    const common = { timestamp, context: { ip: '198.51.100.7' }, integrations: { All: false, Mixpanel: true } };
    analytics.identify({ userId: 'u1', traits: { plan: 'pro' }, ...common });
    analytics.track({ userId: 'u1', event: 'Order Completed', properties: { revenue: 25 }, ...common });
    analytics.page({ userId: 'u1', name: 'Home', category: 'Site', ...common });
    analytics.screen({ anonymousId: 'a1', name: 'Cart', ...common });
    analytics.group({ userId: 'u1', groupId: 'g1', traits: { employees: 7 }, ...common });
    analytics.alias({ userId: 'u1', previousId: 'a1', ...common });
    await analytics.flush();

    const events = new Map((await storedEvents(id, 6)).map((event) => [event.type, event]));
    const own = {
      identify: { userId: 'u1', traits: { plan: 'pro' } },
      track: { userId: 'u1', event: 'Order Completed', properties: { revenue: 25 } },
      page: { userId: 'u1', name: 'Home', category: 'Site' },
      screen: { anonymousId: 'a1', name: 'Cart' },
      group: { userId: 'u1', groupId: 'g1', traits: { employees: 7 } },
      alias: { userId: 'u1', previousId: 'a1' },
    };
    expect([...events.keys()].sort()).toEqual(Object.keys(own).sort());
    for (const [type, call] of Object.entries(own)) {
      const event = events.get(type);
      expect(event?.outcome).toBe('successfully_received');
      const { timestamp: _t, sentAt: _s, receivedAt: _r, messageId, ...payload } = event?.payload ?? { context: {} };
      expect(messageId).toMatch(/^[0-9a-f-]{36}$/);
      expect(payload).toEqual({
        ...call,
        type,
        // Its own originalTimestamp is the time of the call; the caller's timestamp wins, as with every SDK.
        originalTimestamp: timestamp.toISOString(),
        context: {
          ip: '198.51.100.7',
          library: { name: 'analytics-node', version: '3.0.13' },
          ...(type === 'identify' ? { traits: { plan: 'pro' } } : {}),
        },
        integrations: { All: false, Mixpanel: true },
        channel: 'server',
        version: 2,
        _metadata: { nodeVersion: process.versions.node },
      });
      if (event) expectTimeFormula(event);
    }
    expect(front.seen.map(({ path, status }) => [path, status])).toEqual(Array(2).fill(['/v1/batch', 200]));
    expect(front.seen[0]?.headers).toMatchObject({
      'content-encoding': 'gzip',
      'user-agent': 'analytics-node/3.0.13',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    });
    expect(bodyOf(front, 1).batch).toHaveLength(5);
  });

  it('takes the time of the call from originalTimestamp when the caller gives none', async () => {
    const { analytics, front, id } = await connect([], { gzip: false });
    const before = Date.now();
    analytics.track({ userId: 'u1', event: 'A' });
    await analytics.flush();
    const [event] = await storedEvents(id, 1);
    expect(front.seen[0]?.headers).not.toHaveProperty('content-encoding');
    expect(Date.parse(event?.payload.originalTimestamp as string)).toBeGreaterThanOrEqual(before);
    if (event) expectTimeFormula(event);
  });

  it.concurrent.each<[string, Trouble, number | null]>([
    ['503', { status: 503 }, 503],
    ['429', { status: 429, headers: { 'retry-after': '1' } }, 429],
    ['a lost answer', 'lose the answer', null],
  ])('retries after %s and is stored once', async (_, trouble, status) => {
    const { analytics, front, id } = await connect([trouble]);
    analytics.track({ userId: 'u1', event: 'kept' });
    await analytics.flush();
    expect(front.seen.map((request) => request.status)).toEqual([status, 200]);
    expect((await storedEvents(id, 1)).map(({ name }) => name)).toEqual(['kept']);
  });

  it('splits at flushAt', async () => {
    const { analytics, front, id } = await connect([], { flushAt: 2 });
    for (let n = 0; n < 5; n += 1) analytics.track({ userId: 'u1', event: `event ${n}` });
    for (let flushes = 0; flushes < 3; flushes += 1) await analytics.flush();
    expect(await storedEvents(id, 5)).toHaveLength(5);
    expect(front.seen.map((_, n) => bodyOf(front, n).batch.length)).toEqual([1, 2, 2]);
  });
});
