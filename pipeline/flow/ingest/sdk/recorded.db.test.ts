import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { recordedRequests, sendRecorded } from '@/testing/sdk/recorded-request';
import { storedEvents } from '@/testing/sdk/stored-events';
import { expectTimeFormula } from '@/testing/sdk/time-formula';

describe('the requests of SDKs that do not run on Node', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
  });
  afterAll(() => server.close());

  it.each(recordedRequests())('%s: every event is stored as it was sent', async (_, recorded) => {
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const answer = await sendRecorded(recorded, server.url, writeKey);
    expect(answer).toEqual({ status: 200, body: '{"success":true}' });

    const { channel, events } = recorded.expect;
    const stored = await storedEvents(id, events.length);
    expect(stored.map(({ type, reason }) => [type, reason])).toEqual(events.map(({ type }) => [type, null]));
    for (const [n, event] of stored.entries()) {
      expect(event.payload).toMatchObject({ ...events[n], channel });
      expect(event.text).not.toContain(writeKey);
      if (event.payload.sentAt !== undefined) expectTimeFormula(event);
      const { library, ip } = event.payload.context;
      expect(library).toMatchObject({ name: expect.any(String) as string, version: expect.any(String) as string });
      const given = (events[n]?.context as { ip?: string } | undefined)?.ip;
      expect(ip).toBe(given ?? (channel === 'server' ? undefined : '127.0.0.1'));
    }
  });

  it.each(recordedRequests())('%s: sent again, it is stored once', async (_, recorded) => {
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    for (let n = 0; n < 2; n += 1) expect((await sendRecorded(recorded, server.url, writeKey)).status).toBe(200);
    const stored = await storedEvents(id, recorded.expect.events.length);
    // A call without a messageId of its own, as analytics-rust sends, cannot be recognised.
    const named = stored.filter(({ message_id }) => !message_id.startsWith('api-'));
    expect(named.length === 0 ? stored.length / 2 : named.length).toBe(recorded.expect.events.length);
  });
});
