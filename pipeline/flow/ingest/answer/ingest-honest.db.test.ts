import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { randomToken } from '@/platform/ids';
import { requestIdTime } from '@/spec/request-id';
import { db } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, warm, type IngestServer } from '@/testing/ingest-server';

const HONEST = { 'x-switchyard-honest': '1' };

describe('an honest answer', () => {
  let server: IngestServer;
  beforeAll(async () => {
    server = await startIngestServer();
    await warm(server);
  });
  afterAll(() => server.close());
  const source = async (data: { enabled?: boolean; honestMode?: boolean } = {}) => {
    const made = await aSource((await aWorkspace()).workspace.id, { enabled: data.enabled });
    if (data.honestMode) await db().source.update({ where: { id: made.id }, data: { honestMode: true } });
    return made;
  };
  type Body = { success: boolean; code?: string; requestId: string; results: Record<string, unknown>[] };
  const ask = async (path: string, body: unknown, writeKey?: string, headers: Record<string, string> = HONEST) => {
    const answer = await server.post(path, body, { writeKey, headers });
    return { ...answer, body: answer.body as Body, requestId: answer.headers.get('x-request-id') };
  };

  it('to an accepted event names it and its request, under which the log has it', async () => {
    const { id, writeKey } = await source();
    const answer = await ask('/v1/track', { userId: 'u', event: 'A', messageId: 'm-1' }, writeKey);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ success: true, requestId: answer.requestId, messageId: 'm-1' });
    const [event] = await loggedEvents(id);
    expect(event?.payload._metadata).toEqual({ requestId: answer.requestId });
    expect(requestIdTime(answer.body.requestId)?.toISOString()).toBe(event?.payload.receivedAt);
  });

  it.each([
    [422, 'event_not_defined', { userId: 'u' }],
    [422, 'no_user_anon_id', { event: 'A' }],
    [422, 'properties_not_object', { userId: 'u', event: 'A', properties: [] }],
  ])('is %i %s, and the debugger has the event with that reason', async (status, code, event) => {
    const { id, writeKey } = await source();
    const answer = await ask('/v1/track', event, writeKey);
    expect(answer).toMatchObject({ status, body: { success: false, code, requestId: answer.requestId } });
    const [logged] = await loggedEvents(id);
    expect(logged).toMatchObject({ reason: code, payload: { _metadata: { requestId: answer.requestId } } });
  });

  it('is 401 unknown_source to a write key that nobody has, and 403 source_disabled while its source is disabled', async () => {
    const event = { userId: 'u', event: 'A' };
    expect(await ask('/v1/track', event, randomToken(32))).toMatchObject({
      status: 401,
      body: { success: false, code: 'unknown_source', message: 'No source has this write key.' },
    });
    const { writeKey } = await source({ enabled: false });
    expect(await ask('/v1/track', event, writeKey)).toMatchObject({ status: 403, body: { code: 'source_disabled' } });
  });

  it('to a batch says what became of each event; the valid ones are kept, and the status is 200', async () => {
    const { id, writeKey } = await source();
    const batch = [
      { type: 'track', event: 'Kept', userId: 'u', messageId: 'a' },
      { type: 'track', userId: 'u', messageId: 'b' },
      { type: 'track', event: 'Lost', userId: 'u', messageId: 'c', writeKey: randomToken(32) },
    ];
    const answer = await ask('/v1/batch', { batch }, writeKey);
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      success: false,
      code: 'multi_user_error',
      message: '2 of 3 events were not accepted.',
      requestId: answer.requestId,
      results: [
        { index: 0, messageId: 'a', status: 200 },
        {
          index: 1,
          messageId: 'b',
          status: 422,
          code: 'event_not_defined',
          message: 'The track call had no event name.',
        },
        { index: 2, messageId: 'c', status: 401, code: 'unknown_source', message: 'No source has this write key.' },
      ],
    });
    expect((await loggedEvents(id)).map(({ message_id, reason }) => [message_id, reason])).toEqual([
      ['a', null],
      ['b', 'event_not_defined'],
    ]);
  });

  it('to a batch of which all events are kept is 200 and success', async () => {
    const { writeKey } = await source();
    const answer = await ask('/v1/batch', { batch: [{ type: 'track', event: 'A', userId: 'u' }] }, writeKey);
    expect(answer).toMatchObject({ status: 200, body: { success: true, results: [{ index: 0, status: 200 }] } });
  });

  it('to a batch of which none is kept is the status of its events, or 422 when they differ', async () => {
    const { writeKey } = await source();
    const bad = { type: 'track', userId: 'u' };
    const unknown = { type: 'track', userId: 'u', event: 'A', writeKey: randomToken(32) };
    const none = await ask('/v1/batch', { batch: [bad, bad] }, writeKey);
    expect(none).toMatchObject({ status: 422, body: { success: false, code: 'event_not_defined' } });
    const mixed = await ask('/v1/batch', { batch: [bad, unknown] }, writeKey);
    expect(mixed).toMatchObject({ status: 422, body: { success: false, code: 'multi_user_error' } });
    const strangers = await ask('/v1/batch', { batch: [unknown, unknown] }, writeKey);
    expect(strangers).toMatchObject({ status: 401, body: { code: 'unknown_source' } });
    expect(await ask('/v1/batch', { batch: [] }, writeKey)).toMatchObject({
      status: 422,
      body: { success: false, code: 'empty_batch', results: [] },
    });
    expect(await ask('/v1/batch', { batch: 'x' }, writeKey)).toMatchObject({
      status: 422,
      body: { code: 'bad_request' },
    });
    const long = await ask('/v1/batch', { batch: new Array(2501).fill({ ...bad, event: 'A' }) }, writeKey);
    expect(long).toMatchObject({ status: 422, body: { code: 'batch_too_long' } });
    expect(long.body).not.toHaveProperty('results');
  });

  it('is given by every request to a source in honest mode, without the header', async () => {
    const { writeKey } = await source({ honestMode: true });
    const answer = await ask('/v1/track', { userId: 'u' }, writeKey, {});
    expect(answer).toMatchObject({ status: 422, body: { code: 'event_not_defined', requestId: answer.requestId } });
    const broken = await ask('/v1/track', '{', writeKey, {});
    expect(broken).toMatchObject({
      status: 400,
      body: { code: 'invalid_json', reason: 'bad_request', requestId: broken.requestId },
    });
  });

  it('is given to nobody else: the answers of the default mode say nothing more than Segment’s', async () => {
    const { id, writeKey } = await source();
    const answers = [
      await ask('/v1/track', { userId: 'u', event: 'A' }, writeKey, {}),
      await ask('/v1/track', { userId: 'u' }, writeKey, {}),
      await ask('/v1/batch', { batch: [] }, writeKey, {}),
      await ask('/v1/track', { userId: 'u', event: 'A' }, randomToken(32), {}),
      await ask('/v1/track', { userId: 'u' }, writeKey, { 'x-switchyard-honest': '0' }),
    ];
    for (const { status, body } of answers) expect({ status, body }).toEqual({ status: 200, body: { success: true } });
    expect((await loggedEvents(id))[0]?.payload).not.toHaveProperty('_metadata');
    const refused = await ask('/v1/track', '{', writeKey, {});
    expect(refused.body).toEqual({ success: false, code: 'invalid_json', message: 'The body is not valid JSON.' });
  });

  it('in every mode comes with a request id of its own, on refusals, preflights and images too', async () => {
    const { writeKey } = await source();
    const answers = [
      (await server.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey })).headers,
      (await server.post('/v1/track', '{', { writeKey })).headers,
      (await server.post('/v1/nothing', {})).headers,
      (await fetch(`${server.url}/v1/t`, { method: 'OPTIONS' })).headers,
      (await fetch(`${server.url}/v1/pixel/track`)).headers,
    ].map((headers) => headers.get('x-request-id'));
    expect(new Set(answers).size).toBe(answers.length);
    for (const id of answers) expect(requestIdTime(id ?? '')?.getTime()).toBeGreaterThan(Date.now() - 60_000);
  });

  it('may be asked for by a page of another site', async () => {
    const headers = { origin: 'https://shop.example', 'access-control-request-headers': 'x-switchyard-honest' };
    const preflight = await fetch(`${server.url}/v1/t`, { method: 'OPTIONS', headers });
    expect(preflight.headers.get('access-control-allow-headers')).toContain('x-switchyard-honest');
    const answer = await server.post('/v1/t', {}, { headers: { origin: 'https://shop.example' } });
    expect(answer.headers.get('access-control-expose-headers')).toContain('X-Request-Id');
  });
});
