import { afterAll, expect, it } from 'vitest';
import { destinationRuns } from '../../catalog/destinations/run/destination-runs';
import { pool } from '../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import type { Context, Role } from '../context';
import { listSeenProperties } from '../seen-properties/list-seen-properties';
import { fetchFieldChoices } from './fetch-field-choices';
import { listSampleEvents } from './list-sample-events';
import { previewMapping } from './preview-mapping';

afterAll(() => destinationRuns().close());

const refusal = (code: string) => expect.objectContaining({ code }) as Error;

async function setUp(type = 'webhook') {
  const ctx = await aWorkspace('OWNER');
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id, { type });
  const receive = async (event: string, properties: object = {}, outcome = 'successfully_received') => {
    const { rows } = await pool().query<{ id: string }>(
      `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, outcome, payload)
       VALUES (now(), $1, $2, $3 || random(), 'track', $3, $4, $5) RETURNING id::text`,
      [ctx.workspace.id, source.id, event, outcome, JSON.stringify({ type: 'track', event, properties, context: {} })],
    );
    return rows[0]?.id ?? '';
  };
  return { ctx, sourceId: source.id, destinationId, receive };
}

const as = (ctx: Context, role: Role): Context => ({ ...ctx, actor: { ...ctx.actor, role } });
const SEND = { actionSlug: 'send', trigger: "event = 'Paid'" };

it('shows what a mapping makes of a stored event, with the problems at their fields, and whether the trigger matches', async () => {
  const { ctx, destinationId, receive } = await setUp();
  const id = await receive('Paid', { total: 12 });
  const mapping = {
    method: 'POST',
    data: { total: { '@path': '$.properties.total' }, none: { '@path': '$.nothing' } },
  };
  const trial = await previewMapping(ctx, { ...SEND, destinationId, mapping, event: { kind: 'stored', id } });
  expect(trial.payload).toEqual({ method: 'POST', data: { total: 12 } });
  expect(trial.problems).toContainEqual({ path: 'url', message: expect.stringContaining('required') as string });
  expect(trial).toMatchObject({ matches: true, event: { event: 'Paid' } });
  const other = { ...SEND, trigger: "event = 'Seen'", destinationId, mapping, event: { kind: 'stored', id } };
  expect((await previewMapping(ctx, other)).matches).toBe(false);
  expect((await previewMapping(ctx, { ...other, trigger: 'event = ' })).matches).toBeNull();
});

it('tells a mistake in a directive as a problem, and never what machinery of Segment a mapping holds', async () => {
  const { ctx, destinationId } = await setUp();
  const ask = (mapping: object) =>
    previewMapping(ctx, { ...SEND, destinationId, mapping, event: { kind: 'pasted', payload: { type: 'track' } } });
  const broken = await ask({ url: { '@replace': { pattern: 'far too long a pattern', value: 'x' } } });
  expect(broken.problems[0]).toMatchObject({
    path: 'url',
    message: expect.stringMatching(/^@replace pattern /) as string,
  });
  const sync = await ask({ url: 'https://example.com/', method: 'POST', __segment_internal_sync_mode: 'add' });
  expect(sync.payload).toEqual({ url: 'https://example.com/', method: 'POST' });
});

it('makes an event up that the trigger matches, by the name that the trigger asks for', async () => {
  const { ctx, destinationId } = await setUp();
  const ask = (trigger: string) =>
    previewMapping(ctx, { actionSlug: 'send', trigger, destinationId, mapping: {}, event: { kind: 'generated' } });
  expect(await ask(`type = "track" and event = "Trial Started"`)).toMatchObject({
    matches: true,
    event: { type: 'track', event: 'Trial Started' },
  });
  expect(await ask(`type = "identify"`)).toMatchObject({ matches: true, event: { type: 'identify' } });
  expect(await ask(`type = 'page' and name = 'Pricing'`)).toMatchObject({ matches: true, event: { name: 'Pricing' } });
  expect(await ask(`properties.unheard = 'of'`)).toMatchObject({ matches: false, event: { type: 'track' } });
});

it('lists recent accepted events with the verdict of the trigger', async () => {
  const { ctx, destinationId, receive } = await setUp();
  for (const name of ['Paid', 'Seen', 'Paid']) await receive(name);
  await receive('Paid', {}, 'failed_on_ingest');
  const { events, read, matching } = await listSampleEvents(ctx, { destinationId, trigger: "event = 'Paid'" });
  expect(events.map((event) => [event.name, event.matches])).toEqual([
    ['Paid', true],
    ['Seen', false],
    ['Paid', true],
  ]);
  expect({ read, matching }).toEqual({ read: 3, matching: 2 });
  expect((await listSampleEvents(ctx, { destinationId, trigger: 'event = ' })).matching).toBe(0);
});

it('tells the properties of accepted events only', async () => {
  const { ctx, sourceId, receive } = await setUp();
  await receive('Paid', { total: 12 });
  await receive('Paid', { refused: true }, 'failed_on_ingest');
  const { properties, read } = await listSeenProperties(ctx, { sourceId });
  expect(read).toBe(1);
  expect(properties).toContainEqual({ path: 'properties.total', type: 'number', example: '12', seen: 1 });
  expect(properties.some(({ path }) => path.includes('refused'))).toBe(false);
});

it('asks a vendor for choices only for a field that has them, and says in words why there are none', async () => {
  const { ctx, destinationId } = await setUp('klaviyo');
  const ask = (field: string) =>
    fetchFieldChoices(ctx, { destinationId, actionSlug: 'upsertProfile', field, mapping: {} });
  await expect(ask('email')).rejects.toEqual(refusal('invalid_input'));
  await expect(ask('nothing.at.all')).rejects.toEqual(refusal('invalid_input'));
  // Without an API key the vendor is not even reached.
  const nothing = { choices: [], nextPage: null, problem: expect.any(String) as string };
  expect(await ask('list_id')).toEqual(nothing);
});

it('lets a viewer try and read, but not call the vendor, and nobody reach another workspace', async () => {
  const mine = await setUp();
  const theirs = await setUp();
  const viewer = as(mine.ctx, 'VIEWER');
  const id = await theirs.receive('Theirs');
  const tried = { ...SEND, mapping: {}, destinationId: mine.destinationId };
  expect(await previewMapping(viewer, { ...tried, event: { kind: 'generated' } })).toMatchObject({ matches: true });
  await expect(previewMapping(mine.ctx, { ...tried, event: { kind: 'stored', id } })).rejects.toEqual(
    refusal('not_found'),
  );
  const abroad = { ...tried, destinationId: theirs.destinationId, field: 'url' };
  await expect(previewMapping(mine.ctx, { ...abroad, event: { kind: 'generated' } })).rejects.toEqual(
    refusal('not_found'),
  );
  await expect(listSampleEvents(mine.ctx, abroad)).rejects.toEqual(refusal('not_found'));
  await expect(listSeenProperties(mine.ctx, { sourceId: theirs.sourceId })).rejects.toEqual(refusal('not_found'));
  await expect(fetchFieldChoices(mine.ctx, abroad)).rejects.toEqual(refusal('not_found'));
  await expect(fetchFieldChoices(viewer, { ...abroad, destinationId: mine.destinationId })).rejects.toEqual(
    refusal('forbidden'),
  );
});
