import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { Context } from '@/control-plane/context';
import type { JsonObject } from '@/spec/event';
import { db } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { aToken, refusal, segmentClient, startPublicApi } from '@/testing/public-api-server';

let server: Awaited<ReturnType<typeof startPublicApi>>;
let ctx: Context;
let segment: ReturnType<typeof segmentClient>;
beforeAll(async () => {
  server = await startPublicApi();
  ctx = await aWorkspace();
  segment = segmentClient(server.url, await aToken(ctx));
});
afterAll(() => server.close());

const idOf = (type: string) => findDestinationType(type)?.id ?? '';

async function create(type: string, sourceId: string, part: { settings?: JsonObject; enabled?: boolean } = {}) {
  const input = { sourceId, metadataId: idOf(type), name: `${type} ${Math.random()}`, enabled: false, settings: {} };
  const { body } = await segment.destinations.createDestination({ ...input, ...part });
  if (!body.data) throw new Error('The answer has no data.');
  return body.data.destination;
}

/** The fields at which the API finds fault, with the status. */
async function faults(call: Promise<unknown>): Promise<[number, ...(string | undefined)[]]> {
  const { statusCode, body } = await refusal(call);
  return [statusCode, ...body.errors.map(({ field }) => field)];
}

describe('destinations of the Public API', () => {
  it('come with the total of the list on every page', async () => {
    const other = await aWorkspace();
    const own = segmentClient(server.url, await aToken(other));
    const from = await aSource(other.workspace.id);
    for (const name of ['One', 'Two', 'Three']) {
      const input = { sourceId: from.id, metadataId: idOf('mixpanel'), name, enabled: false, settings: {} };
      await own.destinations.createDestination(input);
    }
    const first = (await own.destinations.listDestinations({ count: 2 })).body.data;
    expect(first?.pagination.totalEntries).toBe(3);
    const cursor = first?.pagination.next ?? '';
    const rest = (await own.sources.listConnectedDestinationsFromSource(from.id, { count: 2, cursor })).body.data;
    expect([rest?.destinations.length, rest?.pagination.totalEntries, rest?.pagination.next]).toEqual([
      1,
      3,
      undefined,
    ]);
  });

  it('begin with the mappings of their definition, and carry its metadata whole', async () => {
    const source = await aSource(ctx.workspace.id);
    const destination = await create('mixpanel', source.id);
    expect(destination.metadata).toMatchObject({ id: idOf('mixpanel'), name: 'Mixpanel', categories: ['Analytics'] });
    const { body } = await segment.destinations.listSubscriptionsFromDestination(destination.id, { count: 50 });
    const presets = destination.metadata.presets.map(({ name }) => name);
    expect(body.data?.subscriptions.map(({ name }) => name)).toEqual(presets);
    const suggested = await create('klaviyo', source.id);
    const none = await segment.destinations.listSubscriptionsFromDestination(suggested.id, { count: 50 });
    expect(none.body.data?.subscriptions).toEqual([]);
  });

  it('keep a choice by its value, and refuse what a setting cannot be, naming it', async () => {
    const source = await aSource(ctx.workspace.id);
    const choices = findDestinationType('mixpanel')?.settings.find(({ key }) => key === 'apiRegion')?.choices ?? [];
    const [, eu] = choices.map(({ value }) => value);
    const destination = await create('mixpanel', source.id, { settings: { apiRegion: eu ?? '' } });
    expect(destination.settings).toMatchObject({ apiRegion: eu });
    for (const [settings, field] of [
      [{ apiRegion: 'MARS' }, 'settings.apiRegion'],
      [{ projectToken: { deep: true } }, 'settings.projectToken'],
      [{ projectToken: 'x'.repeat(20_000) }, 'settings.projectToken'],
      [{ strictMode: 'perhaps' }, 'settings.strictMode'],
      [{ noSuchSetting: 1 }, 'settings.noSuchSetting'],
      [JSON.parse('{"__proto__": {"admin": true}}') as JsonObject, 'settings.__proto__'],
    ] as [JsonObject, string][]) {
      const call = segment.destinations.updateDestination(destination.id, { settings });
      expect(await faults(call)).toEqual([422, field]);
    }
    for (const settings of [[], 'text', 7] as never[]) {
      expect((await faults(segment.destinations.updateDestination(destination.id, { settings })))[0]).toBe(422);
    }
    const { body } = await segment.destinations.getDestination(destination.id);
    expect(body.data?.destination.settings).toEqual(destination.settings);
  });

  it('are not enabled without what they need, and never tell a secret', async () => {
    const source = await aSource(ctx.workspace.id);
    const destination = await create('amplitude', source.id, { settings: { apiKey: 'top-secret-key' } });
    const enable = segment.destinations.updateDestination(destination.id, { enabled: true });
    expect(await faults(enable)).toEqual([422, 'settings.secretKey']);
    const { body } = await segment.destinations.updateDestination(destination.id, {
      enabled: true,
      settings: { secretKey: 'other-secret' },
    });
    expect(body.data?.destination.enabled).toBe(true);
    expect(JSON.stringify(body)).not.toMatch(/top-secret-key|other-secret/);
  });

  it('are refused without a source of this workspace or a kind of the catalog', async () => {
    const source = await aSource(ctx.workspace.id);
    const foreign = await aSource((await aWorkspace()).workspace.id);
    const make = (sourceId: string, metadataId: string) =>
      segment.destinations.createDestination({ sourceId, metadataId, settings: {} });
    expect(await faults(make(foreign.id, idOf('mixpanel')))).toEqual([422, 'sourceId']);
    expect(await faults(make('src_none', idOf('mixpanel')))).toEqual([422, 'sourceId']);
    for (const wrong of ['', 'mixpanel', 'none', '../mixpanel', idOf('mixpanel').slice(1)]) {
      expect([wrong, await faults(make(source.id, wrong))]).toEqual([wrong, [422, 'metadataId']]);
    }
    for (const wrong of [7, null, {}, ['mixpanel']] as never[]) {
      expect(await faults(make(source.id, wrong))).toEqual([422, 'metadataId']);
    }
  });

  it('that run in the browser are taken from a website only', async () => {
    const website = await aSource(ctx.workspace.id, { type: 'javascript' });
    const serverSource = await aSource(ctx.workspace.id, { type: 'node' });
    expect((await create('hubspot-web', website.id)).metadata.supportedFeatures).toMatchObject({
      cloudModeInstances: 'NONE',
    });
    expect(await faults(create('hubspot-web', serverSource.id))).toEqual([422, 'sourceId']);
  });

  it('stay readable when the catalog no longer has their kind', async () => {
    const source = await aSource(ctx.workspace.id);
    const { id } = await create('mixpanel', source.id);
    await db().destination.update({ where: { id }, data: { type: 'withdrawn' } });
    const { body } = await segment.destinations.getDestination(id);
    expect(body.data?.destination.metadata).toMatchObject({ name: 'withdrawn', status: 'UNAVAILABLE', actions: [] });
    expect(await faults(segment.destinations.updateDestination(id, { enabled: true }))).toEqual([410, undefined]);
    expect((await segment.destinations.deleteDestination(id)).body.data).toEqual({ status: 'SUCCESS' });
  });
});

describe('subscriptions of the Public API', () => {
  it('take an action by its id only if it is one of their own destination, and a mapping only of its fields', async () => {
    const source = await aSource(ctx.workspace.id);
    const webhook = await create('webhook', source.id);
    const mixpanel = await create('mixpanel', source.id);
    const make = (actionId: string, settings: JsonObject = {}) =>
      segment.destinations.createDestinationSubscription(webhook.id, {
        ...{ name: 'x', actionId, trigger: 'type = "track"', enabled: false, settings },
      });
    const [foreign] = mixpanel.metadata.actions;
    const [own] = webhook.metadata.actions;
    for (const wrong of [foreign?.id ?? '', 'none', '']) {
      expect([wrong, await faults(make(wrong))]).toEqual([wrong, [422, 'actionId']]);
    }
    expect(await faults(make(own?.id ?? '', { method: 'FETCH' }))).toEqual([422, 'settings.method']);
    expect(await faults(make(own?.id ?? '', { nothing: 1 }))).toEqual([422, 'settings.nothing']);
    const badTrigger = segment.destinations.createDestinationSubscription(webhook.id, {
      ...{ name: 'x', actionId: own?.id ?? '', trigger: 'type = ', enabled: false },
    });
    expect(await faults(badTrigger)).toEqual([422, 'trigger']);
  });

  it('hold a sync mode that their action knows', async () => {
    const source = await aSource(ctx.workspace.id);
    const salesforce = await create('salesforce', source.id);
    const action = salesforce.metadata.actions.find(({ slug }) => slug === 'lead2');
    const make = (mode: string) =>
      segment.destinations.createDestinationSubscription(salesforce.id, {
        ...{ name: 'Leads', actionId: action?.id ?? '', trigger: 'type = "identify"', enabled: false },
        settings: { __segment_internal_sync_mode: mode },
      });
    const { body } = await make('upsert');
    expect(body.data?.destinationSubscription.settings).toEqual({ __segment_internal_sync_mode: 'upsert' });
    expect(await faults(make('explode'))).toEqual([422, 'settings.__segment_internal_sync_mode']);
  });
});
