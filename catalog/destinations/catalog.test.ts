import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { standingFaults } from './kit/mapping/standing-faults';
import { checkMapping } from '@/control-plane/subscriptions/check-mapping';
import { compileFql } from '@/pipeline/filter/compile-fql';
import { EVENT_TYPES } from '@/spec/event';
import { CATALOG_FOLDER } from './catalog-files';
import { composeCatalog, summaryOf } from './compose/compose-catalog';
import {
  defaultMapping,
  destinationCatalog,
  findDestinationById,
  findDestinationType,
  initialSubscriptions,
} from './registry';

describe('the destination catalog', () => {
  it('is what the definitions say (else run: node --import tsx scripts/catalog/build-catalog.mts)', async () => {
    const { types } = await composeCatalog();
    const asWritten = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
    expect(destinationCatalog()).toEqual(asWritten(types.map(summaryOf)));
    for (const one of types) {
      const file = path.join(CATALOG_FOLDER, 'types', `${one.type}.json`);
      expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(asWritten(one));
    }
  });

  it('has stable ids of 24 hexadecimal digits, each once', () => {
    const ids = destinationCatalog().map(({ id }) => id);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{24}$/);
      expect(findDestinationById(id)?.id).toBe(id);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('starts every destination with mappings that name its actions and read as FQL', () => {
    for (const { type } of destinationCatalog()) {
      const listed = findDestinationType(type);
      for (const { actionSlug, trigger, enabled } of initialSubscriptions(type)) {
        expect(listed?.actions.map(({ slug }) => slug)).toContain(actionSlug);
        expect(() => compileFql(trigger), `${type}: ${trigger}`).not.toThrow();
        expect(enabled).toBe(true);
      }
    }
  });

  it('proposes only mappings that their action takes', () => {
    for (const { type } of destinationCatalog()) {
      const { actions = [], presets = [] } = findDestinationType(type) ?? {};
      for (const action of actions) {
        expect(() => checkMapping(action, defaultMapping(type, action.slug)), `${type} ${action.slug}`).not.toThrow();
        expect(standingFaults(defaultMapping(type, action.slug)), `${type} ${action.slug}`).toEqual([]);
        for (const { name, actionSlug, mapping } of presets) {
          if (actionSlug === action.slug) {
            expect(() => checkMapping(action, mapping), `${type} ${name}`).not.toThrow();
            expect(standingFaults(mapping), `${type} ${name}`).toEqual([]);
          }
        }
      }
    }
  });

  it.each(['webhook', 'windsor'])('sends every type of call to %s exactly once', (type) => {
    const triggers = initialSubscriptions(type).map(({ trigger }) => compileFql(trigger));
    for (const event of EVENT_TYPES) expect(triggers.filter((matches) => matches({ type: event }))).toHaveLength(1);
  });

  it('puts the answers of the setup into every initial mapping, and nothing else', () => {
    const [made] = initialSubscriptions('webhook', { url: 'https://example.com', sharedSecret: 'no' });
    expect(made?.mapping).toEqual({ ...defaultMapping('webhook', 'send'), url: 'https://example.com' });
  });
});
