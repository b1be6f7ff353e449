import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';

describe('the Tracking API, sent the same event again', () => {
  let servers: IngestServer[] = [];
  beforeAll(async () => {
    servers = [await startIngestServer(), await startIngestServer()];
  });
  afterAll(async () => {
    for (const server of servers) await server.close();
  });
  const freshSource = async () => aSource((await aWorkspace()).workspace.id);
  const duplicates = async (sourceId: string) => {
    const { rows } = await pool().query<{ n: number }>(
      `SELECT coalesce(sum(count), 0)::int AS n FROM pipeline.outcome_count
        WHERE source_id = $1 AND grain = 'd' AND outcome = 'duplicate'`,
      [sourceId],
    );
    return rows[0]?.n;
  };

  it('keeps one event per messageId, however many servers are sent it at once, and counts the others', async () => {
    const { id, writeKey } = await freshSource();
    const ids = Array.from({ length: 40 }, (_, n) => `m-${n}`);
    const requests = servers.flatMap((server) => [
      ...ids.map((messageId) => server.post('/v1/track', { userId: 'u', event: 'A', messageId }, { writeKey })),
      ...[ids, [...ids].reverse()].map((order) =>
        server.post(
          '/v1/batch',
          { batch: order.map((messageId) => ({ type: 'track', userId: 'u', event: 'A', messageId })) },
          { writeKey },
        ),
      ),
    ]);
    const answers = await Promise.all(requests);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await loggedEvents(id)).map((event) => event.message_id).sort()).toEqual([...ids].sort());
    await vi.waitFor(async () => expect(await duplicates(id)).toBe(5 * 40));
  });

  it('keeps the same messageId of two sources apart', async () => {
    const [one, two] = [await freshSource(), await freshSource()];
    for (const { writeKey } of [one, two]) {
      await servers[0]?.post('/v1/track', { userId: 'u', event: 'A', messageId: 'same' }, { writeKey });
    }
    expect([(await loggedEvents(one.id)).length, (await loggedEvents(two.id)).length]).toEqual([1, 1]);
  });

  it('keeps the first of equal messageIds within one batch', async () => {
    const { id, writeKey } = await freshSource();
    const batch = ['First', 'Second'].map((event) => ({ type: 'track', event, userId: 'u', messageId: 'same' }));
    expect((await servers[0]?.post('/v1/batch', { batch }, { writeKey }))?.status).toBe(200);
    expect((await loggedEvents(id)).map((event) => event.name)).toEqual(['First']);
  });

  it('recognises a retry of an event whose messageId is too long', async () => {
    const { id, writeKey } = await freshSource();
    const long = 'x'.repeat(150);
    for (const messageId of [long, long, `${long}y`]) {
      await servers[0]?.post('/v1/track', { userId: 'u', event: 'A', messageId }, { writeKey });
    }
    const ids = (await loggedEvents(id)).map((event) => event.message_id);
    expect(ids).toHaveLength(2);
    expect(ids.every((messageId) => messageId.length <= 100)).toBe(true);
  });

  it('gives every event without a messageId one of its own', async () => {
    const { id, writeKey } = await freshSource();
    const batch = Array.from({ length: 20 }, () => ({ type: 'page', userId: 'u' }));
    await servers[0]?.post('/v1/batch', { batch }, { writeKey });
    expect(new Set((await loggedEvents(id)).map((event) => event.message_id)).size).toBe(20);
  });
});
