import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { catalogReport } from '../compose/catalog-report';
import { composeCatalog } from '../compose/compose-catalog';
import { packagedDefinitions } from '../compose/packaged';
import { DESTINATION_CATEGORIES } from '../kit/categories';
import { destinationCatalog, findDestinationType } from '../registry';
import { VENDOR_LISTINGS } from './all-listings';
import { LEFT_OUT } from './left-out';

const CATALOG = destinationCatalog();

describe('the listings', () => {
  it('give every destination one or more of the known categories', () => {
    for (const { type, categories } of CATALOG) {
      expect(categories, type).not.toEqual([]);
      for (const category of categories) expect(DESTINATION_CATEGORIES, type).toContain(category);
      expect(new Set(categories).size, type).toBe(categories.length);
    }
  });

  it('name every product plainly, and each once', () => {
    for (const { name } of CATALOG) {
      expect(name).toBe(name.trim());
      expect(name).not.toMatch(/\(Actions?\)|^Actions |Actions$|Cloud Mode|Device Mode/i);
    }
    const names = CATALOG.map(({ name }) => name.toLowerCase());
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('say in one or two sentences what each is for, and where its vendor is', () => {
    for (const { type, description, website, keyHelp, regions, note } of CATALOG) {
      expect(description, type).toMatch(/^[A-Z].{15,240}\.$/);
      expect(website, type).toMatch(/^https:\/\/[^ ]+$/);
      for (const text of [description, keyHelp, regions, note]) expect(text ?? '', type).not.toMatch(/!|\s{2}/);
    }
  });

  it("are of destinations that Segment's packages have, and all of those", () => {
    const packaged = packagedDefinitions().map(({ type }) => type);
    expect(Object.keys(VENDOR_LISTINGS).filter((type) => !packaged.includes(type))).toEqual([]);
    expect(Object.keys(LEFT_OUT).filter((type) => !packaged.includes(type))).toEqual([]);
  });

  it('offer 190 destinations and more', () => {
    expect(CATALOG.length).toBeGreaterThanOrEqual(190);
  });

  it('keep every setting secret that is a key, a token or a password', () => {
    // By name these look like secrets, and are public: they stand in web pages, or name a key without being one.
    const PUBLIC = [
      'magellan-ai.pixelToken',
      'mixpanel.projectToken',
      'kafka.accessKeyId',
      'twilio-messaging.apiKeySID',
      'personas-messaging-twilio.twilioApiKeySID',
      'personas-messaging-twilio.webhookUrl',
    ];
    for (const { type, mode } of CATALOG) {
      if (mode === 'device') continue;
      for (const { key, label, type: kind, choices } of findDestinationType(type)?.settings ?? []) {
        if (kind !== 'string' || choices || PUBLIC.includes(`${type}.${key}`)) continue;
        expect(`${key} ${label}`, `${type}.${key}`).not.toMatch(
          /secret|password|passcode|token\b|(api|write|private|access|subscription).?key\b|webhook url$/i,
        );
      }
    }
  });
});

it('docs/destinations.md is what the catalog says (else run: node --import tsx scripts/catalog/write-report.mts)', async () => {
  expect(readFileSync('docs/destinations.md', 'utf8')).toBe(catalogReport(await composeCatalog()));
});
