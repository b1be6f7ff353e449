import { describe, expect, it } from 'vitest';
import type { PublishedSource } from '@/storage/entities/published-sources';
import { settingsDocument } from './settings-document';

const FACTS: Record<string, { name: string; inBrowser: boolean }> = {
  webhook: { name: 'Webhooks', inBrowser: false },
  pixel: { name: 'Ad Pixel', inBrowser: true },
};
const drop = (id: string, event: string) => ({ id, condition: `event = '${event}'`, actions: [{ type: 'DROP' }] });

const SOURCE: PublishedSource = {
  writeKey: 'k'.repeat(32),
  region: null,
  destinations: [
    { id: 'd1', type: 'webhook', filters: [drop('f1', 'Internal')] },
    { id: 'd2', type: 'pixel', filters: [drop('f2', 'Payment')] },
    { id: 'd3', type: 'webhook', filters: [] },
    { id: 'd4', type: 'no longer in the catalog', filters: [] },
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
    expect(made.integrations['Ad Pixel']).toMatchObject({ type: 'browser', bundlingStatus: 'bundled' });
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

  it('never makes a consent wrapper keep analytics.js from loading, with or without destinations', () => {
    const bare = settingsDocument({ ...SOURCE, destinations: [] }, 'http://localhost:3000', () => undefined);
    for (const { consentSettings } of [made, bare]) {
      expect(consentSettings).toEqual({ allCategories: [], hasUnmappedDestinations: true });
    }
  });

  it('allows every event, and asks for no metrics and no code from elsewhere', () => {
    expect(made).toMatchObject({
      plan: { track: { __default: { enabled: true } }, identify: { __default: {} }, group: { __default: {} } },
      metrics: { sampleRate: 0 },
      remotePlugins: [],
      legacyVideoPluginsEnabled: false,
    });
    expect(JSON.stringify(made)).not.toMatch(/https?:\/\//);
  });
});
