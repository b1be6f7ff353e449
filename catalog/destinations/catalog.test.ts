import { describe, expect, it } from 'vitest';
import { compileFql } from '@/pipeline/filter/compile-fql';
import { EVENT_TYPES } from '@/spec/event';
import { loadDefinition, runnableTypes } from './definitions';
import { describeDefinition } from './kit/describe-definition';
import {
  defaultMapping,
  destinationCatalog,
  findDestinationById,
  findDestinationType,
  initialSubscriptions,
} from './registry';

describe('the destination catalog', () => {
  it('lists exactly what can be run', () => {
    expect(
      destinationCatalog()
        .map(({ type }) => type)
        .sort(),
    ).toEqual(runnableTypes().sort());
  });

  it.each(runnableTypes())(
    'says of %s what its definition says (else run scripts/generate-catalog.mts)',
    async (type) => {
      const definition = await loadDefinition(type);
      const generated = (await import(`./generated/${type}.ts`)) as Record<string, unknown>;
      expect(Object.values(generated)).toEqual([describeDefinition(definition ?? expect.fail('no definition'))]);
    },
  );

  it('has stable ids of 24 hexadecimal digits, each once', () => {
    const ids = destinationCatalog().map(({ id }) => id);
    for (const id of ids) {
      expect(id).toMatch(/^[0-9a-f]{24}$/);
      expect(findDestinationById(id)?.id).toBe(id);
    }
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(runnableTypes())('starts %s with mappings that name its actions and read as FQL', (type) => {
    const listed = findDestinationType(type);
    const made = initialSubscriptions(type);
    expect(made.length).toBeGreaterThan(0);
    for (const { actionSlug, trigger, enabled } of made) {
      expect(listed?.actions.map(({ slug }) => slug)).toContain(actionSlug);
      expect(() => compileFql(trigger)).not.toThrow();
      expect(enabled).toBe(true);
    }
    for (const field of listed?.setup.fields ?? [])
      for (const { actionSlug } of made)
        expect(listed?.actions.find(({ slug }) => slug === actionSlug)?.fields.map(({ key }) => key)).toContain(
          field.key,
        );
  });

  it.each(runnableTypes())('sends every type of call to %s exactly once', (type) => {
    const triggers = initialSubscriptions(type).map(({ trigger }) => compileFql(trigger));
    for (const event of EVENT_TYPES) expect(triggers.filter((matches) => matches({ type: event }))).toHaveLength(1);
  });

  it('puts the answers of the setup into every initial mapping, and nothing else', () => {
    const [made] = initialSubscriptions('webhook', { url: 'https://example.com', sharedSecret: 'no' });
    expect(made?.mapping).toEqual({ ...defaultMapping('webhook', 'send'), url: 'https://example.com' });
  });
});
