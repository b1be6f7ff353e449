import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { installation, setInstallation, type Installation } from '@/platform/installation';
import { db, pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, warm, type IngestServer } from '@/testing/ingest-server';

describe('a rate limit', () => {
  let server: IngestServer | null = null;
  let before: Installation;
  beforeAll(() => {
    before = installation();
  });
  afterEach(async () => {
    setInstallation(before);
    await server?.close();
    server = null;
  });
  const batchOf = (length: number) =>
    Array.from({ length }, (_, n) => ({ type: 'track', event: `E${n}`, userId: 'u' }));
  const accepted = async (id: string) => (await loggedEvents(id)).filter(({ reason }) => reason === null).length;
  const limited = async (workspaceId: string, eventsPerSecond: number) => {
    const source = await aSource(workspaceId);
    await db().writeKey.update({ where: { key: source.writeKey }, data: { eventsPerSecond } });
    return source;
  };

  it('of a write key refuses with 429 and the whole seconds after which the next is taken', async () => {
    let now = 0;
    const door = (server = await warm(await startIngestServer({ now: () => now })));
    const { id, writeKey } = await limited((await aWorkspace()).workspace.id, 10);
    expect((await door.post('/v1/batch', { batch: batchOf(25) }, { writeKey })).status).toBe(200);
    const refused = await door.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey });
    expect(refused).toMatchObject({ status: 429, body: { success: false, code: 'too_many_requests' } });
    expect([refused.headers.get('retry-after'), refused.headers.get('x-ratelimit-reset')]).toEqual(['2', '2']);
    const statusAt = async (ms: number) => {
      now = ms;
      return (await door.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey })).status;
    };
    expect([await statusAt(1599), await statusAt(2000)]).toEqual([429, 200]);
    expect(await accepted(id)).toBe(26);
  });

  it('shows what it refused as too_many_requests: some of it as rows, all of it in the counters', async () => {
    const door = (server = await warm(await startIngestServer({ now: () => 0 })));
    const { id, writeKey } = await limited((await aWorkspace()).workspace.id, 1);
    await door.post('/v1/batch', { batch: batchOf(1000) }, { writeKey });
    for (let n = 0; n < 10; n += 1) await door.post('/v1/batch', { batch: batchOf(30) }, { writeKey });
    const counted = async () => {
      const { rows } = await pool().query<{ count: number }>(
        `SELECT COALESCE(sum(count), 0)::int AS count FROM pipeline.outcome_count
          WHERE source_id = $1 AND reason = 'too_many_requests' AND destination_id = '' AND grain = 'h'`,
        [id],
      );
      return rows[0]?.count ?? 0;
    };
    const rows = async () => (await loggedEvents(id)).filter(({ reason }) => reason === 'too_many_requests');
    await expect.poll(async () => (await counted()) + (await rows()).length).toBe(300);
    const sampled = await rows();
    expect(sampled.length).toBeGreaterThanOrEqual(5);
    expect(sampled[0]?.payload).toMatchObject({
      events: 30,
      excerpt: expect.stringContaining('"event":"E0"') as string,
    });
  });

  it('of a workspace counts all its sources together, and no other workspace', async () => {
    setInstallation({ ...before, workspaceEventsPerSecond: 10 });
    const door = (server = await warm(await startIngestServer({ now: () => 0 })));
    const { workspace } = await aWorkspace();
    const [one, two] = [await aSource(workspace.id), await aSource(workspace.id)];
    const other = await aSource((await aWorkspace()).workspace.id);
    const send = async (writeKey: string) =>
      (await door.post('/v1/batch', { batch: batchOf(60) }, { writeKey })).status;
    expect([await send(one.writeKey), await send(two.writeKey), await send(other.writeKey)]).toEqual([200, 429, 200]);
  });

  it('refuses a batch of two sources whole when one of them is over its limit, and charges the other nothing', async () => {
    const door = (server = await warm(await startIngestServer({ now: () => 0 })));
    const { workspace } = await aWorkspace();
    const [busy, calm] = [await limited(workspace.id, 1), await limited(workspace.id, 5)];
    await door.post('/v1/batch', { batch: batchOf(50) }, { writeKey: busy.writeKey });
    const [event] = batchOf(1);
    const batch = [{ ...event, writeKey: calm.writeKey }, event];
    for (let n = 0; n < 6; n += 1) {
      expect((await door.post('/v1/batch', { batch }, { writeKey: busy.writeKey })).status).toBe(429);
    }
    expect((await door.post('/v1/batch', { batch: batchOf(5) }, { writeKey: calm.writeKey })).status).toBe(200);
    expect(await accepted(calm.id)).toBe(5);
  });

  it('refuses a pixel with 429, the image, and the seconds to wait', async () => {
    const door = (server = await warm(await startIngestServer({ now: () => 0 })));
    const { writeKey } = await limited((await aWorkspace()).workspace.id, 1);
    await door.post('/v1/batch', { batch: batchOf(50) }, { writeKey });
    const pixel = await fetch(`${door.url}/v1/pixel/track?writeKey=${writeKey}&userId=u&event=A`);
    expect([pixel.status, pixel.headers.get('content-type')]).toEqual([429, 'image/gif']);
    expect(Number(pixel.headers.get('retry-after'))).toBeGreaterThan(40);
    expect(pixel.headers.get('x-ratelimit-reset')).toBe(pixel.headers.get('retry-after'));
  });
});
