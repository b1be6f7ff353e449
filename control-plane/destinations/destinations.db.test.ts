import { describe, expect, it } from 'vitest';
import { db } from '../../storage/client';
import { openSecret } from '../../storage/secrets';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import type { Context, Role } from '../context';
import { createDestination } from './create-destination';
import { deleteDestination } from './delete-destination';
import { secretsOf } from './destination-view';
import { getDestination } from './get-destination';
import { listDestinations } from './list-destinations';
import { updateDestination } from './update-destination';

const WEBHOOK = { type: 'webhook', setup: { url: 'https://example.com/events' } };
const as = (ctx: Context, role: Role): Context => ({ ...ctx, actor: { ...ctx.actor, role } });
const refusal = (code: string, fields?: Record<string, unknown>) =>
  expect.objectContaining({ code, ...(fields ? { fields: expect.objectContaining(fields) as unknown } : {}) }) as Error;

async function setUp() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  return { ctx, source };
}

describe('creating', () => {
  it('creates a destination with the mappings its definition starts with, and writes an audit line', async () => {
    const { ctx, source } = await setUp();
    const made = await createDestination(ctx, { ...WEBHOOK, sourceId: source.id, name: ' Warehouse hook ' });
    expect(made).toMatchObject({
      name: 'Warehouse hook',
      slug: 'warehouse-hook',
      enabled: false,
      configVersion: 1,
      sourceName: source.name,
    });
    const mappings = await db().subscription.findMany({ where: { destinationId: made.id } });
    expect(mappings).toHaveLength(1);
    expect(mappings[0]).toMatchObject({ enabled: true, actionSlug: 'send' });
    expect(mappings[0]?.mapping).toMatchObject({ url: 'https://example.com/events', method: 'POST' });
    const lines = await db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(lines.map((line) => [line.type, line.resourceId])).toEqual([['Destination Created', made.id]]);
  });

  it('refuses answers that are missing or wrong, one message per field', async () => {
    const { ctx, source } = await setUp();
    const create = (setup: Record<string, string>) =>
      createDestination(ctx, { type: 'webhook', sourceId: source.id, name: 'W', setup });
    await expect(create({})).rejects.toEqual(refusal('invalid_input', { 'setup.url': 'URL is required.' }));
    await expect(create({ url: 'ftp://x' })).rejects.toEqual(
      refusal('invalid_input', { 'setup.url': expect.stringContaining('https://') as string }),
    );
    await expect(create({ url: 'https://x.test', colour: 'red' })).rejects.toEqual(
      refusal('invalid_input', { 'setup.colour': expect.stringContaining('no such setting') as string }),
    );
  });

  it('makes no mapping when nothing was said about where to send', async () => {
    const { ctx, source } = await setUp();
    const { id } = await createDestination(ctx, { type: 'webhook', sourceId: source.id, name: 'By API' });
    expect(await db().subscription.count({ where: { destinationId: id } })).toBe(0);
  });

  it('keeps names unique per source and type, also when two are created at once', async () => {
    const { ctx, source } = await setUp();
    const one = () => createDestination(ctx, { ...WEBHOOK, sourceId: source.id, name: 'Same' });
    const results = await Promise.allSettled([one(), one()]);
    expect(results.map((result) => result.status).sort()).toEqual(['fulfilled', 'rejected']);
    const rejected = results.find((result) => result.status === 'rejected');
    expect(rejected?.reason).toEqual(refusal('conflict', { name: expect.any(String) as string }));
    const other = await aSource(ctx.workspace.id);
    const second = await createDestination(ctx, { ...WEBHOOK, sourceId: other.id, name: 'Same' });
    expect(second.slug).toBe('same-2');
  });

  it('takes names that differ by case only for the same, but leaves such as are there already alone', async () => {
    const { ctx, source } = await setUp();
    const named = (name: string) => createDestination(ctx, { ...WEBHOOK, sourceId: source.id, name });
    const taken = refusal('conflict', { name: expect.any(String) as string });
    const upper = await named('HTTPREQ');
    await expect(named('httpreq')).rejects.toEqual(taken);
    const other = await named('Other');
    await expect(updateDestination(ctx, { id: other.id, name: 'HttpReq' })).rejects.toEqual(taken);
    expect(await updateDestination(ctx, { id: upper.id, name: 'HttpReq' })).toMatchObject({ name: 'HttpReq' });
    await db().destination.update({ where: { id: other.id }, data: { name: 'HTTPREQ' } });
    expect(await updateDestination(ctx, { id: other.id, name: 'HTTPREQ', enabled: false })).toMatchObject({
      name: 'HTTPREQ',
    });
  });

  it('allows 25 destinations of a type on a source and no more', async () => {
    const { ctx, source } = await setUp();
    for (let n = 0; n < 25; n += 1) await aDestination(ctx.workspace.id, source.id);
    await expect(createDestination(ctx, { ...WEBHOOK, sourceId: source.id, name: 'One more' })).rejects.toEqual(
      refusal('precondition_failed'),
    );
  });

  it('does not take a source of another workspace', async () => {
    const { ctx } = await setUp();
    const other = await setUp();
    await expect(createDestination(ctx, { ...WEBHOOK, sourceId: other.source.id, name: 'Theft' })).rejects.toEqual(
      refusal('invalid_input', { sourceId: expect.any(String) as string }),
    );
    expect(await db().destination.count({ where: { workspaceId: ctx.workspace.id } })).toBe(0);
  });
});

describe('secrets and settings', () => {
  it('seals secrets and never gives them back: not when created, read, listed, changed or audited', async () => {
    const { ctx, source } = await setUp();
    const secret = 'wnd_live_0123456789abcdef';
    const made = await createDestination(ctx, {
      type: 'windsor',
      sourceId: source.id,
      name: 'Windsor',
      settings: { apiKey: secret },
      enabled: true,
    });
    const changed = await updateDestination(ctx, {
      id: made.id,
      settings: { endpoint: 'https://windsor.test/in', apiKey: secret },
    });
    const seen = [made, changed, await getDestination(ctx, { id: made.id }), await listDestinations(ctx, {})];
    const lines = await db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    const row = await db().destination.findUniqueOrThrow({ where: { id: made.id }, include: { source: true } });
    expect(JSON.stringify([seen, lines, row])).not.toContain(secret);
    expect(JSON.stringify(seen)).not.toContain('sealed');
    expect(changed.secrets.apiKey).toEqual({
      hint: 'cdef',
      setAt: expect.any(String) as string,
      setBy: ctx.actor.label,
    });
    const stored = secretsOf(row).apiKey;
    expect(stored && openSecret(stored)).toBe(secret);
  });

  it('merges settings: what is not named stays, what is given empty is cleared, each change raises configVersion', async () => {
    const { ctx, source } = await setUp();
    const { id } = await createDestination(ctx, {
      type: 'windsor',
      sourceId: source.id,
      name: 'Windsor',
      settings: { apiKey: 'a-first-long-secret', endpoint: 'https://one.test/' },
    });
    const second = await updateDestination(ctx, { id, settings: { endpoint: 'https://one.test/two' } });
    expect(second).toMatchObject({ configVersion: 2, settings: { endpoint: 'https://one.test/two' } });
    expect(second.secrets.apiKey?.hint).toBe('cret');
    const third = await updateDestination(ctx, { id, settings: { apiKey: null, endpoint: '' } });
    expect(third).toMatchObject({ configVersion: 3, settings: {}, secrets: {} });
  });

  it('refuses to enable without a required setting, to remove it while enabled, and settings nobody knows', async () => {
    const { ctx, source } = await setUp();
    const { id } = await createDestination(ctx, { type: 'windsor', sourceId: source.id, name: 'Windsor' });
    const missing = refusal('precondition_failed', { 'settings.apiKey': 'API Key is required.' });
    await expect(updateDestination(ctx, { id, enabled: true })).rejects.toEqual(missing);
    expect(await getDestination(ctx, { id })).toMatchObject({ enabled: false, configVersion: 1 });
    await updateDestination(ctx, { id, enabled: true, settings: { apiKey: 'a-long-enough-secret' } });
    await expect(updateDestination(ctx, { id, settings: { apiKey: '' } })).rejects.toEqual(missing);
    await expect(updateDestination(ctx, { id, settings: { apiKye: 'x' } })).rejects.toEqual(
      refusal('invalid_input', { 'settings.apiKye': expect.any(String) as string }),
    );
    const types = await db().auditEvent.findMany({ where: { resourceId: id }, orderBy: { at: 'asc' } });
    expect(types.map((line) => line.type).sort()).toEqual([
      'Destination Created',
      'Destination Enabled',
      'Destination Modified',
    ]);
  });
});

describe('settings that could never work', () => {
  const ofCalls = { type: 'http-request', setup: {} };

  it('are refused when they are saved, with what is stored already, and name the setting', async () => {
    const { ctx, source } = await setUp();
    const baseUrl = 'https://api.example.com';
    const create = (name: string, settings: Record<string, string>) =>
      createDestination(ctx, { ...ofCalls, sourceId: source.id, name, settings: { baseUrl, ...settings } });
    await expect(create('Two ways', { username: 'u', bearerToken: 't' })).rejects.toEqual(
      refusal('invalid_input', { 'settings.bearerToken': expect.stringContaining('Use one of') as string }),
    );
    await expect(create('Short', { signingSecret: 'short' })).rejects.toEqual(
      refusal('invalid_input', { 'settings.signingSecret': expect.stringContaining('base64') as string }),
    );
    const { id } = await create('By token', { bearerToken: 't' });
    await expect(updateDestination(ctx, { id, settings: { key: 'k' } })).rejects.toEqual(
      refusal('invalid_input', { 'settings.key': expect.stringContaining('Use one of') as string }),
    );
    await updateDestination(ctx, { id, settings: { bearerToken: '', key: 'k', keyHeader: 'X-Key' } });
  });
});

describe('listing', () => {
  it('pages newest first by cursor, without gaps or repeats, and finds by name, source and type', async () => {
    const { ctx, source } = await setUp();
    const made: string[] = [];
    for (let n = 0; n < 5; n += 1) made.unshift((await aDestination(ctx.workspace.id, source.id)).id);
    const first = await listDestinations(ctx, { count: 2 });
    const second = await listDestinations(ctx, { count: 2, cursor: first.next ?? '' });
    const third = await listDestinations(ctx, { count: 2, cursor: second.next ?? '' });
    const ids = [first, second, third].flatMap((page) => page.items.map((item) => item.id));
    expect(ids).toHaveLength(5);
    expect(new Set(ids)).toEqual(new Set(made));
    expect(third.next).toBeNull();
    await updateDestination(ctx, { id: made[0] ?? '', name: 'Payment alerts' });
    expect((await listDestinations(ctx, { search: 'MENT AL' })).items.map((item) => item.id)).toEqual([made[0]]);
    expect((await listDestinations(ctx, { search: source.name })).items).toHaveLength(5);
    expect((await listDestinations(ctx, { type: 'windsor' })).items).toEqual([]);
    await expect(listDestinations(ctx, { cursor: 'nonsense' })).rejects.toEqual(refusal('invalid_input'));
  });
});

describe('deleting', () => {
  it('deletes a destination with its mappings and filters, and remembers it in the audit log', async () => {
    const { ctx, source } = await setUp();
    const { id } = await createDestination(ctx, { ...WEBHOOK, sourceId: source.id, name: 'Short-lived' });
    await deleteDestination(ctx, { id });
    await expect(getDestination(ctx, { id })).rejects.toEqual(refusal('not_found'));
    expect(await db().subscription.count({ where: { destinationId: id } })).toBe(0);
    expect(await db().auditEvent.count({ where: { resourceId: id, type: 'Destination Deleted' } })).toBe(1);
    await expect(deleteDestination(ctx, { id })).rejects.toEqual(refusal('not_found'));
  });
});

describe('who may', () => {
  it('lets a viewer read and nothing else, and a source admin edit', async () => {
    const { ctx, source } = await setUp();
    const { id } = await aDestination(ctx.workspace.id, source.id);
    const viewer = as(ctx, 'VIEWER');
    expect((await listDestinations(viewer, {})).items).toHaveLength(1);
    expect(await getDestination(viewer, { id })).toMatchObject({ id });
    const writes = [
      () => createDestination(viewer, { ...WEBHOOK, sourceId: source.id, name: 'X' }),
      () => updateDestination(viewer, { id, name: 'X' }),
      () => deleteDestination(viewer, { id }),
    ];
    for (const write of writes) await expect(write()).rejects.toEqual(refusal('forbidden'));
    await expect(updateDestination(as(ctx, 'SOURCE_ADMIN'), { id, name: 'X' })).resolves.toMatchObject({ name: 'X' });
  });

  it('answers not_found for a destination of another workspace, whatever is asked', async () => {
    const { ctx } = await setUp();
    const other = await setUp();
    const { id } = await aDestination(other.ctx.workspace.id, other.source.id);
    const calls = [
      () => getDestination(ctx, { id }),
      () => updateDestination(ctx, { id, name: 'Mine' }),
      () => updateDestination(ctx, { id }),
      () => deleteDestination(ctx, { id }),
    ];
    for (const call of calls) await expect(call()).rejects.toEqual(refusal('not_found'));
    expect((await listDestinations(ctx, {})).items).toEqual([]);
    expect(await getDestination(other.ctx, { id })).toMatchObject({ configVersion: 1 });
  });
});
