import { afterAll, describe, expect, it } from 'vitest';
import { destinationRuns } from '../../../catalog/destinations/run/destination-runs';
import { findDestinationType } from '../../../catalog/destinations/registry';
import { addressPolicy } from '../../../platform/outbound-http/address-policy';
import { db } from '../../../storage/client';
import { openSecret } from '../../../storage/secrets';
import { aDestination, aSource, aWorkspace } from '../../../testing/factories';
import type { Context } from '../../context';
import { createDestination } from '../create-destination';
import { secretsOf } from '../destination-view';
import { getCatalogDetails } from '../get-catalog-details';
import { updateDestination } from '../update-destination';
import { checkAddress } from './check-address';
import { listSetupChoices } from './list-setup-choices';
import { previewPresets } from './preview-presets';
import { testCredentials } from './test-credentials';

afterAll(() => destinationRuns().close());

const SECRET = 'wnd_live_0123456789abcdef';
const refusal = (code: string, fields: Record<string, unknown> = {}): unknown =>
  expect.objectContaining({ code, fields: expect.objectContaining(fields) as object });

async function setUp(type = 'node') {
  const ctx = await aWorkspace();
  return { ctx, source: await aSource(ctx.workspace.id, { type }) };
}
const windsor = (ctx: Context, sourceId: string, name = 'Windsor') =>
  createDestination(ctx, { type: 'windsor', sourceId, name, settings: { apiKey: SECRET } });
const names = async (id: string) =>
  (await db().subscription.findMany({ where: { destinationId: id }, orderBy: { position: 'asc' } })).map(
    (one) => one.name,
  );

describe('beginning with chosen mappings', () => {
  it('makes those that were named and no other, in the order of the definition', async () => {
    const { ctx, source } = await setUp();
    const presets = (findDestinationType('amplitude')?.presets ?? []).map((preset) => preset.name);
    const [first = '', , third = ''] = presets;
    const make = (name: string, mappings?: string[]) =>
      createDestination(ctx, { type: 'amplitude', sourceId: source.id, name, mappings });
    expect(await names((await make('Two', [third, first])).id)).toEqual([first, third]);
    expect(await names((await make('None', [])).id)).toEqual([]);
    await expect(make('Wrong', ['No such'])).rejects.toEqual(
      refusal('invalid_input', { mappings: expect.stringContaining('No such') as string }),
    );
  });
});

describe('beginning with a mapping that needs something', () => {
  it('makes it disabled, and the others enabled', async () => {
    const { ctx, source } = await setUp();
    const wanted = { 'Loyalty events': false, 'Profile updates': true };
    const { id } = await createDestination(ctx, {
      ...{ type: 'antavo', sourceId: source.id, name: 'Antavo' },
      mappings: Object.keys(wanted),
    });
    const made = await db().subscription.findMany({ where: { destinationId: id } });
    expect(Object.fromEntries(made.map(({ name, enabled }) => [name, enabled]))).toEqual(wanted);
  });
});

describe('copying settings', () => {
  it('takes what nothing was said about, secrets unseen, and remembers from where', async () => {
    const { ctx, source } = await setUp();
    const from = await windsor(ctx, source.id);
    await updateDestination(ctx, { id: from.id, settings: { endpoint: 'https://windsor.test/in', apiKey: SECRET } });
    const copy = await createDestination(ctx, {
      ...{ type: 'windsor', sourceId: source.id, name: 'Copy', copyFrom: from.id },
      settings: { endpoint: 'https://windsor.test/other' },
      enabled: true,
    });
    expect(copy.settings).toMatchObject({ endpoint: 'https://windsor.test/other' });
    expect(copy.secrets.apiKey).toMatchObject({ hint: 'cdef', setBy: ctx.actor.label });
    const row = await db().destination.findUniqueOrThrow({ where: { id: copy.id }, include: { source: true } });
    const stored = secretsOf(row).apiKey;
    expect(stored && openSecret(stored)).toBe(SECRET);
    const line = await db().auditEvent.findFirstOrThrow({ where: { resourceId: copy.id } });
    expect(line.detail).toMatchObject({ settingsCopiedFrom: from.id });
    expect(JSON.stringify([copy, line])).not.toContain(SECRET);
  });

  it('takes nothing from another type or another workspace', async () => {
    const { ctx, source } = await setUp();
    const other = await setUp();
    const theirs = await windsor(other.ctx, other.source.id);
    const hook = await aDestination(ctx.workspace.id, source.id);
    for (const copyFrom of [theirs.id, hook.id, 'dst_nothing']) {
      await expect(
        createDestination(ctx, { type: 'windsor', sourceId: source.id, name: 'Theft', copyFrom }),
      ).rejects.toEqual(refusal('invalid_input', { copyFrom: expect.any(String) as string }));
    }
    expect(await db().destination.count({ where: { workspaceId: ctx.workspace.id, type: 'windsor' } })).toBe(0);
  });
});

describe('what a new destination can be made of', () => {
  it('offers a destination of the browser to websites only, and refuses it elsewhere', async () => {
    const { ctx, source } = await setUp();
    const website = await aSource(ctx.workspace.id, { type: 'javascript' });
    const choices = await listSetupChoices(ctx, { type: 'hubspot-web' });
    expect(choices.sources.map(({ id }) => id)).toEqual([website.id]);
    expect(choices.unfit).toBe(1);
    await expect(createDestination(ctx, { type: 'hubspot-web', sourceId: source.id, name: 'HubSpot' })).rejects.toEqual(
      refusal('invalid_input', { sourceId: expect.stringContaining('website') as string }),
    );
  });

  it('knows taken names, full sources and what can be copied, of this workspace only and without secrets', async () => {
    const { ctx, source } = await setUp();
    const other = await setUp();
    await windsor(other.ctx, other.source.id, 'Theirs');
    const made = await windsor(ctx, source.id, 'Ours');
    const choices = await listSetupChoices(ctx, { type: 'windsor' });
    expect(choices.names).toEqual({ [source.id]: ['Ours'] });
    expect(choices.instances).toEqual([expect.objectContaining({ id: made.id, name: 'Ours' })]);
    expect(JSON.stringify(choices)).not.toContain(SECRET);
    for (let n = 0; n < 25; n += 1) await aDestination(ctx.workspace.id, source.id);
    expect((await listSetupChoices(ctx, { type: 'webhook' })).sources).toEqual([
      expect.objectContaining({ id: source.id, full: true }),
    ]);
    const details = await getCatalogDetails(ctx, { type: 'windsor' });
    expect(details.instances.map(({ name }) => name)).toEqual(['Ours']);
    await expect(getCatalogDetails(ctx, { type: 'nothing' })).rejects.toEqual(refusal('not_found'));
  });

  it('asks for a connected account before a destination that signs in by OAuth is enabled', async () => {
    const { ctx, source } = await setUp();
    const make = (enabled: boolean) =>
      createDestination(ctx, { type: 'google-sheets', sourceId: source.id, name: `Sheets ${enabled}`, enabled });
    await expect(make(true)).rejects.toEqual(refusal('precondition_failed'));
    await expect(make(false)).resolves.toMatchObject({ enabled: false });
  });

  it('previews every preset, on an example while the source has sent nothing, and only for its workspace', async () => {
    const { ctx, source } = await setUp();
    const other = await setUp();
    const asked = { type: 'webhook', sourceId: source.id, setup: { url: 'https://example.com/in', other: 1 } };
    const { read, previews } = await previewPresets(ctx, asked);
    expect(read).toBe(0);
    expect(previews).toEqual([expect.objectContaining({ name: 'Send every event', event: null, problems: [] })]);
    expect(previews[0]?.payload).toMatchObject({ url: 'https://example.com/in', method: 'POST' });
    expect(previews[0]?.payload).not.toHaveProperty('other');
    await expect(previewPresets(other.ctx, asked)).rejects.toEqual(refusal('not_found'));
  });
});

describe('checking before saving', () => {
  it('says which settings are missing before anything is asked, and needs a definition that can ask', async () => {
    const { ctx } = await setUp();
    await expect(testCredentials(ctx, { type: 'amplitude' })).rejects.toEqual(
      refusal('invalid_input', { 'settings.apiKey': expect.any(String) as string }),
    );
    await expect(testCredentials(ctx, { type: 'webhook' })).rejects.toEqual(refusal('precondition_failed'));
  });

  it('tries stored secrets only of a destination of the workspace', async () => {
    const { ctx } = await setUp();
    const other = await setUp();
    const { id } = await createDestination(other.ctx, { type: 'amplitude', sourceId: other.source.id, name: 'Theirs' });
    await expect(testCredentials(ctx, { type: 'amplitude', storedIn: id })).rejects.toEqual(refusal('not_found'));
  });

  it('warns of addresses that are private, resolve to private ones or to nothing, and of no other', async () => {
    const { ctx } = await setUp();
    const known: Record<string, string> = { 'intern.example': '10.0.0.9', 'hooks.example': '93.184.216.34' };
    const resolve = (host: string) =>
      known[host]
        ? Promise.resolve([{ address: known[host], family: 4 }])
        : Promise.reject(Object.assign(new Error('unknown'), { code: 'ENOTFOUND' }));
    const check = (url: string) => checkAddress(ctx, { url }, { policy: addressPolicy([]), resolve });
    for (const url of ['http://127.0.0.1:3000/', 'https://[::1]/x', 'http://169.254.169.254/latest']) {
      expect(await check(url)).toContain('is a private or reserved address');
    }
    expect(await check('https://intern.example/hook')).toContain('intern.example leads to a private');
    expect(await check('https://nowhere.example/')).toContain('No server is known');
    for (const url of ['https://hooks.example/', 'https://93.184.216.34/', 'not an address', 'ftp://10.0.0.1/']) {
      expect(await check(url)).toBeNull();
    }
    const viewer = { ...ctx, actor: { ...ctx.actor, role: 'VIEWER' as const } };
    await expect(checkAddress(viewer, { url: 'https://hooks.example/' })).rejects.toEqual(refusal('forbidden'));
  });
});
