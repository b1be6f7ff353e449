import sdk from '@segment/public-api-sdk-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET } from '@/app/brand-marks/[mark]/route';
import { destinationCatalog, findDestinationType } from '@/catalog/destinations/registry';
import { aWorkspace } from '@/testing/factories';
import { aToken, refusal, segmentClient, startPublicApi } from '@/testing/public-api-server';

type Metadata = InstanceType<typeof sdk.DestinationMetadataV1>;

let server: Awaited<ReturnType<typeof startPublicApi>>;
let segment: ReturnType<typeof segmentClient>;
beforeAll(async () => {
  server = await startPublicApi();
  segment = segmentClient(server.url, await aToken(await aWorkspace()));
});
afterAll(() => server.close());

async function metadataOf(type: string): Promise<Metadata> {
  const { body } = await segment.catalog.getDestinationMetadata(findDestinationType(type)?.id ?? '');
  if (!body.data) throw new Error('The answer has no data.');
  return body.data.destinationMetadata;
}

describe("the catalog of destinations, through Segment's client", () => {
  it('is paged through whole, with the total on every page', async () => {
    const seen: Metadata[] = [];
    let cursor: string | null | undefined;
    do {
      const { body } = await segment.catalog.getDestinationsCatalog({ count: 90, ...(cursor ? { cursor } : {}) });
      expect(body.data?.pagination.totalEntries).toBe(destinationCatalog().length);
      seen.push(...(body.data?.destinationsCatalog ?? []));
      cursor = body.data?.pagination.next;
    } while (cursor);
    expect(seen.map(({ id }) => id)).toEqual(destinationCatalog().map(({ id }) => id));
  });

  it('names nothing that Segment has no word for, and leaves out nothing that its model requires', async () => {
    const { body } = await segment.catalog.getDestinationsCatalog({ count: 1000 });
    const { FeaturesV1, ActionV1, FieldV1, ComponentV1 } = {
      FeaturesV1: sdk.DestinationMetadataFeaturesV1,
      ActionV1: sdk.DestinationMetadataActionV1,
      FieldV1: sdk.DestinationMetadataActionFieldV1,
      ComponentV1: sdk.DestinationMetadataComponentV1,
    };
    const fieldTypes = Object.values(FieldV1.TypeEnum);
    const required = FieldV1.getAttributeTypeMap().map(({ name }) => name);
    for (const one of body.data?.destinationsCatalog ?? []) {
      for (const { name } of sdk.DestinationMetadataV1.getAttributeTypeMap()) expect(one, name).toHaveProperty(name);
      expect(Object.values(sdk.DestinationMetadataV1.StatusEnum)).toContain(one.status);
      expect(Object.values(FeaturesV1.CloudModeInstancesEnum)).toContain(one.supportedFeatures.cloudModeInstances);
      expect(Object.values(FeaturesV1.DeviceModeInstancesEnum)).toContain(one.supportedFeatures.deviceModeInstances);
      for (const { type, owner } of one.components) {
        expect(Object.values(ComponentV1.TypeEnum)).toContain(type);
        expect(Object.values(ComponentV1.OwnerEnum)).toContain(owner);
      }
      const actionIds = one.actions.map(({ id }) => id);
      expect(new Set(actionIds).size).toBe(actionIds.length);
      for (const preset of one.presets) expect(actionIds).toContain(preset.actionId);
      for (const action of one.actions) {
        expect(Object.values(ActionV1.PlatformEnum)).toContain(action.platform);
        expect(action.fields.map(({ sortOrder }) => sortOrder)).toEqual(action.fields.map((_, index) => index));
        const wrong = action.fields.filter(
          (field) => !fieldTypes.includes(field.type) || required.some((name) => !(name in field)),
        );
        expect(wrong, action.slug).toEqual([]);
      }
    }
  });

  it('tells of a field what the definition says: choices by value, dynamic, null on purpose, hidden', async () => {
    const fields = async (type: string) => (await metadataOf(type)).actions.flatMap((action) => action.fields);
    const [method] = (await fields('webhook')).filter(({ fieldKey }) => fieldKey === 'method');
    expect(method).toMatchObject({ type: 'STRING', required: true, defaultValue: 'POST' });
    expect(method?.choices).toContainEqual({ label: 'PUT', value: 'PUT' });
    const all = (await Promise.all(['klaviyo', 'braze-cloud', 'salesforce'].map(fields))).flat();
    expect(all.some(({ dynamic }) => dynamic)).toBe(true);
    expect(all.some(({ allowNull }) => allowNull)).toBe(true);
    expect(all.some(({ type }) => type === sdk.DestinationMetadataActionFieldV1.TypeEnum.HIDDEN)).toBe(true);
  });

  it('gives the settings to fill in, with the answers that first mappings need', async () => {
    const { options, presets, actions } = await metadataOf('webhook');
    expect(options.map(({ name }) => name)).toContain('url');
    expect(presets[0]?.actionId).toBe(actions[0]?.id);
    const { options: mixpanel } = await metadataOf('mixpanel');
    expect(mixpanel.find(({ name }) => name === 'apiRegion')).toMatchObject({ type: 'select', required: false });
  });

  it('tells cloud from device, and which calls are of use', async () => {
    const [cloud, device] = await Promise.all([metadataOf('amplitude'), metadataOf('google-analytics-4-web')]);
    expect(cloud.supportedFeatures).toMatchObject({ cloudModeInstances: 'MULTIPLE', deviceModeInstances: 'NONE' });
    expect(cloud.supportedPlatforms).toMatchObject({ browser: true, server: true, mobile: true });
    expect(cloud.supportedMethods).toMatchObject({ pageview: true, identify: true, track: true, group: true });
    expect(device.supportedFeatures).toMatchObject({ cloudModeInstances: 'NONE', deviceModeInstances: 'SINGLE' });
    expect(device.supportedPlatforms).toMatchObject({ browser: true, server: false, mobile: false });
    expect(device.components).toMatchObject([{ type: 'BROWSER' }]);
    expect(device.actions.every(({ platform }) => String(platform) === 'WEB')).toBe(true);
    expect((await metadataOf('avo')).supportedMethods).toMatchObject({ track: true, identify: false, alias: false });
  });

  it('begins with the mappings of the definition, not with those that are only suggested', async () => {
    expect(findDestinationType('klaviyo')?.presets.length).toBeGreaterThan(0);
    expect((await metadataOf('klaviyo')).presets).toEqual([]);
    expect((await metadataOf('mixpanel')).presets.length).toBeGreaterThan(0);
  });

  it('names an image of the mark, where its maker lets it be used, which anybody can fetch', async () => {
    const { logos } = await metadataOf('hubspot-web');
    expect(logos).toMatchObject({ default: expect.stringMatching(/^http.+\/brand-marks\/hubspot\.svg$/) as string });
    expect((await metadataOf('avo')).logos.default).toBe('');
    const fetched = (mark: string) => GET(new Request('http://localhost'), { params: Promise.resolve({ mark }) });
    const image = await fetched('hubspot.svg');
    expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/svg+xml']);
    expect(await image.text()).toMatch(/^<svg [^>]+viewBox="0 0 24 24"><path fill="#[0-9A-F]{6}" d="M/);
    for (const mark of ['none.svg', '../package', '__proto__', '']) expect((await fetched(mark)).status).toBe(404);
  });

  it('has no destination under an id that it never gave out', async () => {
    for (const id of ['none', '', '../sources', '54521fd525e721e32a72ee91'.toUpperCase(), 'webhook']) {
      const refused = await refusal(segment.catalog.getDestinationMetadata(id || '%20'));
      expect([id, refused.statusCode]).toEqual([id, 404]);
    }
  });
});
