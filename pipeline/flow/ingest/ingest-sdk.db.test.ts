import { Analytics } from '@segment/analytics-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

describe("Segment's own Node SDK, pointed at us", () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());

  it('has all six calls in the log, as it made them', async () => {
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const analytics = new Analytics({ writeKey, host: server.url, flushAt: 4, flushInterval: 50 });
    const errors: unknown[] = [];
    analytics.on('error', (error) => errors.push(error));
    const timestamp = new Date('2026-11-01T10:00:00.000Z');
    analytics.identify({ userId: 'u1', traits: { plan: 'pro' } });
    analytics.track({ userId: 'u1', event: 'Order Completed', properties: { revenue: 25 }, timestamp });
    analytics.page({ userId: 'u1', name: 'Home', category: 'Site' });
    analytics.screen({ anonymousId: 'a1', name: 'Cart' });
    analytics.group({ userId: 'u1', groupId: 'g1', traits: { employees: 7 } });
    analytics.alias({ userId: 'u1', previousId: 'a1' });
    await analytics.closeAndFlush();

    expect(errors).toEqual([]);
    const events = await loggedEvents(id);
    expect(events.map(({ type, outcome }) => [type, outcome]).sort()).toEqual(
      ['alias', 'group', 'identify', 'page', 'screen', 'track'].map((type) => [type, 'successfully_received']),
    );
    const tracked = events.find(({ type }) => type === 'track');
    expect(tracked).toMatchObject({ name: 'Order Completed', user_id: 'u1' });
    expect(tracked?.payload).toMatchObject({
      properties: { revenue: 25 },
      originalTimestamp: '2026-11-01T10:00:00.000Z',
      channel: 'server',
      context: { library: { name: '@segment/analytics-node' } },
    });
    expect(tracked?.payload.context).not.toHaveProperty('ip');
    expect(tracked?.payload).not.toHaveProperty('writeKey');
    for (const { payload } of events) {
      expect(payload.messageId).toMatch(/^node-next-/);
      for (const time of ['timestamp', 'originalTimestamp', 'sentAt', 'receivedAt']) {
        expect(payload[time]).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
      }
    }
  });
});
