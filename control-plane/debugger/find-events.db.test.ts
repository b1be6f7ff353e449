import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '../../storage/client';
import { aSource, aWorkspace } from '../../testing/factories';
import { startIngestServer, warm, type IngestServer } from '../../testing/ingest-server';
import { findEvents } from './find-events';

describe('findEvents', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await warm(await startIngestServer());
  });
  afterAll(() => server.close());
  const send = async (writeKey: string, batch: object[], honest = true) => {
    const headers: Record<string, string> = honest ? { 'x-switchyard-honest': '1' } : {};
    const answer = await server.post('/v1/batch', { batch }, { writeKey, headers });
    return answer.headers.get('x-request-id') ?? '';
  };
  const track = (messageId: string) => ({ type: 'track', event: 'A', userId: 'u', messageId });

  it('finds all events of a request that was answered honestly, among many others and behind the newest 500', async () => {
    const ctx = await aWorkspace();
    const { id: sourceId, writeKey } = await aSource(ctx.workspace.id);
    await send(
      writeKey,
      Array.from({ length: 900 }, (_, n) => track(`before-${n}`)),
    );
    const requestId = await send(writeKey, [track('a'), { type: 'track', userId: 'u', messageId: 'b' }]);
    await send(
      writeKey,
      Array.from({ length: 900 }, (_, n) => track(`after-${n}`)),
    );
    const { events } = await findEvents(ctx, { sourceId, id: requestId });
    expect(events.map(({ messageId, reason }) => [messageId, reason])).toEqual([
      ['b', 'event_not_defined'],
      ['a', null],
    ]);
  });

  it('finds a refused request, and events by their messageId', async () => {
    const ctx = await aWorkspace();
    const { id: sourceId, writeKey } = await aSource(ctx.workspace.id);
    const refused = await server.post('/v1/track', '{', { writeKey });
    await send(writeKey, [track('wanted-message')], false);
    const find = async (id: string) => (await findEvents(ctx, { sourceId, id })).events.map(({ reason }) => reason);
    await expect.poll(() => find(refused.headers.get('x-request-id') ?? '')).toEqual(['bad_request']);
    expect(await find('wanted-message')).toEqual([null]);
    expect(await find('never-sent-message')).toEqual([]);
    expect(await find('mwrrgskx-4uz9q7f6h')).toEqual([]);
  });

  it('finds nothing of another source, and is closed to another workspace', async () => {
    const ctx = await aWorkspace();
    const [mine, sibling] = [await aSource(ctx.workspace.id), await aSource(ctx.workspace.id)];
    const id = await send(mine.writeKey, [track('of-mine-only')]);
    expect((await findEvents(ctx, { sourceId: sibling.id, id })).events).toEqual([]);
    await expect(findEvents(await aWorkspace(), { sourceId: mine.id, id })).rejects.toMatchObject({
      code: 'not_found',
    });
    const { rows } = await pool().query('SELECT 1 FROM pipeline.event WHERE source_id = $1', [mine.id]);
    expect(rows).toHaveLength(1);
  });
});
