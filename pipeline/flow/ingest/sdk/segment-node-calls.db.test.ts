import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { storedEvents } from '@/testing/sdk/stored-events';
import { expectTimeFormula } from '@/testing/sdk/time-formula';

describe("the calls of Segment's Node SDK", () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());

  const at = (second: number) => new Date(Date.UTC(2026, 10, 1, 10, 0, second, 123));
  const common = (n: number) => ({
    messageId: `mine-${n}`,
    timestamp: at(n),
    context: { ip: '198.51.100.7', locale: 'de-AT', app: { name: 'shop', version: '1.2.3' }, own: { deep: [1, null] } },
    integrations: { All: false, Mixpanel: true, Amplitude: { session_id: 1_700_000_000_123 } },
  });

  async function send(stored: number, calls: (analytics: Analytics) => void, options: { host?: string } = {}) {
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const analytics = new Analytics({ writeKey, host: server.url, flushInterval: 50, ...options });
    const errors: unknown[] = [];
    analytics.on('error', (error) => errors.push(error));
    calls(analytics);
    await analytics.closeAndFlush();
    expect(errors).toEqual([]);
    return { events: await storedEvents(id, stored), writeKey };
  }

  it('are logged with every option they were given, and nothing is lost or invented', async () => {
    const { events, writeKey } = await send(6, (analytics) => {
      analytics.identify({
        userId: 'u1',
        anonymousId: 'a1',
        traits: { plan: 'pro', logins: 0, vip: false },
        ...common(0),
      });
      analytics.track({
        userId: 'u1',
        event: 'Order Completed',
        properties: { revenue: 25.5, skus: ['ü', '✓'] },
        ...common(1),
      });
      analytics.page({
        userId: 'u1',
        name: 'Home',
        category: 'Site',
        properties: { url: 'https://x.example/?a=b' },
        ...common(2),
      });
      analytics.screen({ anonymousId: 'a1', name: 'Cart', category: 'Shop', properties: { items: 2 }, ...common(3) });
      analytics.group({ userId: 'u1', groupId: 'g1', traits: { employees: 7 }, ...common(4) });
      analytics.alias({ userId: 'u1', previousId: 'a1', ...common(5) });
    });
    const own = [
      { type: 'identify', userId: 'u1', anonymousId: 'a1', traits: { plan: 'pro', logins: 0, vip: false } },
      { type: 'track', userId: 'u1', event: 'Order Completed', properties: { revenue: 25.5, skus: ['ü', '✓'] } },
      {
        type: 'page',
        userId: 'u1',
        name: 'Home',
        category: 'Site',
        properties: { url: 'https://x.example/?a=b', category: 'Site' },
      },
      {
        type: 'screen',
        anonymousId: 'a1',
        name: 'Cart',
        category: 'Shop',
        properties: { items: 2 },
      },
      { type: 'group', userId: 'u1', groupId: 'g1', traits: { employees: 7 } },
      { type: 'alias', userId: 'u1', previousId: 'a1' },
    ];
    expect(events).toHaveLength(own.length);
    for (const [n, call] of own.entries()) {
      const event = events.find(({ message_id }) => message_id === `mine-${n}`);
      const { messageId, context, integrations } = common(n);
      const { timestamp, sentAt, receivedAt, _metadata, ...payload } = event?.payload ?? { context: {} };
      expect(payload).toEqual({
        ...call,
        messageId,
        integrations,
        originalTimestamp: at(n).toISOString(),
        channel: 'server',
        version: 2,
        context: { ...context, library: { name: '@segment/analytics-node', version: '3.1.0' } },
      });
      expect(_metadata).toEqual({ nodeVersion: process.version, jsRuntime: 'node' });
      expect([timestamp, sentAt, receivedAt]).toEqual(Array(3).fill(expect.any(String)));
      expect(event).toMatchObject({ type: call.type, outcome: 'successfully_received', reason: null });
      expect(event).toMatchObject({ user_id: call.userId ?? null, name: call.event ?? call.name ?? null });
      if (event) expectTimeFormula(event);
      expect(event?.text).not.toContain(writeKey);
    }
  });

  it('get an id and a time of the SDK when the caller gives none, and no ip, because a server made them', async () => {
    const before = Date.now();
    const { events } = await send(2, (analytics) => {
      analytics.track({ userId: 'u1', event: 'A' });
      analytics.track({ userId: 'u1', event: 'A' });
    });
    expect(new Set(events.map(({ message_id }) => message_id)).size).toBe(2);
    for (const event of events) {
      expect(event.message_id).toMatch(/^node-next-\d+-[0-9a-f-]{36}$/);
      expect(event.payload.integrations).toEqual({});
      expect(event.payload.context).toEqual({ library: { name: '@segment/analytics-node', version: '3.1.0' } });
      expect(Date.parse(event.payload.originalTimestamp as string)).toBeGreaterThanOrEqual(before);
      expectTimeFormula(event);
    }
  });

  it('arrive when the host is written with a slash at its end', async () => {
    const { events } = await send(1, (analytics) => analytics.track({ userId: 'u1', event: 'A' }), {
      host: `${server.url}/`,
    });
    expect(events.map(({ name }) => name)).toEqual(['A']);
  });

  it('to a source are one event when they carry the same messageId', async () => {
    const { events } = await send(1, (analytics) => {
      for (let n = 0; n < 3; n += 1) analytics.track({ userId: 'u1', event: 'Once', messageId: 'same' });
    });
    expect(events.map(({ message_id }) => message_id)).toEqual(['same']);
  });
});
