import { describe, expect, it } from 'vitest';
import type { PublishedSource } from '@/storage/entities/published-sources';
import { settingsDocument, type ClientFacts } from './settings-document';

const FACTS: Record<string, ClientFacts> = {
  webhook: { name: 'Webhooks', code: null },
  pixel: {
    name: 'Ad Pixel',
    code: { path: '/next-integrations/actions/pixel/ab12.js', libraryName: 'pixelDestination' },
  },
};
const SETTINGS = { accountId: 'public-1' };
const MAPPINGS = [
  { id: 's1', name: 'Views', actionSlug: 'view', trigger: 'type = "page"', mapping: { title: { '@path': '$.name' } } },
];
const drop = (id: string, event: string) => ({ id, condition: `event = '${event}'`, actions: [{ type: 'DROP' }] });

const SOURCE: PublishedSource = {
  writeKey: 'k'.repeat(32),
  region: null,
  destinations: [
    {
      id: 'd1',
      type: 'webhook',
      filters: [drop('f1', 'Internal')],
      settings: { account: 'hidden' },
      subscriptions: MAPPINGS,
    },
    { id: 'd2', type: 'pixel', filters: [drop('f2', 'Payment')], settings: SETTINGS, subscriptions: MAPPINGS },
    { id: 'd3', type: 'webhook', filters: [], settings: {}, subscriptions: [] },
    { id: 'd4', type: 'no longer in the catalog', filters: [], settings: {}, subscriptions: [] },
  ],
};
const made = settingsDocument(SOURCE, 'http://localhost:3000', (type) => FACTS[type]);

describe('settingsDocument', () => {
  it('names the host with its path and without its scheme, as clients put it together', () => {
    expect(made.integrations['Segment.io']).toMatchObject({ apiHost: 'localhost:3000/v1', protocol: 'http' });
    const secure = settingsDocument(SOURCE, 'https://eu.example.com', () => undefined);
    expect(secure.integrations['Segment.io']).toMatchObject({ apiHost: 'eu.example.com/v1', protocol: 'https' });
  });

  it('lists what runs in the browser, and only names what receives from our servers', () => {
    expect(Object.keys(made.integrations)).toEqual(['Segment.io', 'Ad Pixel']);
    expect(made.integrations['Ad Pixel']).toEqual({
      bundlingStatus: 'bundled',
      versionSettings: { componentTypes: [] },
    });
    expect(made.integrations['Segment.io']).toMatchObject({
      unbundledIntegrations: ['Webhooks'],
      unbundledConfigIds: ['d1', 'd3'],
      bundledConfigIds: ['d2'],
      maybeBundledConfigIds: { 'Ad Pixel': ['d2'] },
    });
  });

  it('tells the filters of what runs in the browser, and of nothing else', () => {
    expect(made.middlewareSettings.routingRules).toMatchObject([{ destinationName: 'Ad Pixel' }]);
    expect(JSON.stringify(made)).toContain('Payment');
    expect(JSON.stringify(made)).not.toContain('Internal');
  });

  it('gives code, settings and mappings of what runs in the browser from our own host, and of nothing else', () => {
    expect(made.remotePlugins).toEqual([
      {
        name: 'Ad Pixel',
        creationName: 'Ad Pixel',
        libraryName: 'pixelDestination',
        url: 'http://localhost:3000/next-integrations/actions/pixel/ab12.js',
        settings: {
          accountId: 'public-1',
          subscriptions: [
            {
              ...{ id: 's1', name: 'Views', enabled: true, partnerAction: 'view', subscribe: 'type = "page"' },
              mapping: { title: { '@path': '$.name' } },
            },
          ],
          versionSettings: { componentTypes: [] },
        },
      },
    ]);
    expect(JSON.stringify(made)).not.toContain('hidden');
  });

  it('never makes a consent wrapper keep analytics.js from loading, with or without destinations', () => {
    const bare = settingsDocument({ ...SOURCE, destinations: [] }, 'http://localhost:3000', () => undefined);
    for (const { consentSettings } of [made, bare]) {
      expect(consentSettings).toEqual({ allCategories: [], hasUnmappedDestinations: true });
    }
  });

  it('allows every event, and asks for no metrics, and for code from our own host only', () => {
    expect(made).toMatchObject({
      plan: { track: { __default: { enabled: true } }, identify: { __default: {} }, group: { __default: {} } },
      metrics: { sampleRate: 0 },
      legacyVideoPluginsEnabled: false,
    });
    expect(JSON.stringify(made).match(/https?:\/\/[^/"]+/g)).toEqual(['http://localhost:3000']);
  });
});
