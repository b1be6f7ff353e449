import { beforeAll, describe, expect, it } from 'vitest';
import { compileFql } from '@/pipeline/filter/compile-fql';
import { EVENT_TYPES, isEventType, type JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { EXAMPLES } from '../contract/all-examples';
import { canonicalEvent } from '../contract/canonical-events';
import { completeEvent } from '../contract/complete-event';
import { merge } from '../contract/example';
import { literalFor } from '../contract/example-values';
import type { PresetMetadata } from '../kit/metadata';
import { destinationCatalog, findDestinationType, initialSubscriptions } from '../registry';
import { loadedDefinition } from '../run/inside/loaded-definition';
import { previewMapping } from '../run/inside/preview-mapping';

/** What the canonical event lacks or has otherwise, though the mapping names the place: these want events of their own. */
const OF_THE_EVENT = [
  'dub · Track a Lead: Click ID is required.',
  'gameball · Track Orders: Taxes is required.',
  'gameball · Track Orders: Discount is required.',
  'hubspot-cloud · Upsert Contact: Company Name must be a string but it was an object.',
  'optimizely-web · Track Event: Optimizely End User ID is required.',
  'pardot · Upsert Prospect: Company must be a string but it was an object.',
  'recombee · Video - Playback Started: Item ID is required.',
  'recombee · Video - Content Playing: Item ID is required.',
  'recombee · Video - Playback Completed: Item ID is required.',
  'salesforce · Lead: Company must be a string but it was an object.',
  'topsort · Impressions List: Resolved Bid ID is required.',
  'topsort · Page Views: Page Type is required.',
  'topsort · Page Views: Page ID is required.',
];

/** An event that `trigger` takes, as people who use the destination send it: named as the trigger asks. */
function takenBy(type: string, trigger: string): JsonObject | undefined {
  const { event: over, events: byName = {} } = EXAMPLES[type] ?? {};
  const names = [...trigger.matchAll(/"([^"]*)"/g)].map(([, text]) => text ?? '').filter((text) => !isEventType(text));
  const events = EVENT_TYPES.flatMap((type) => ['Signed Up', ...names].map((name) => canonicalEvent(type, name)));
  const event = events.find(compileFql(trigger));
  if (!event) return undefined;
  const own = [event.type, event.event].map((key) => byName[typeof key === 'string' ? key : '']);
  return own.reduce<JsonObject>((made, one) => merge(made, one), merge(event, over));
}

describe('the presets and suggestions of the catalog', () => {
  beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));

  const all = destinationCatalog().flatMap(({ type }) => {
    const { presets = [], actions = [], setup, mode } = findDestinationType(type) ?? {};
    const asked = setup?.fields ?? [];
    return presets.map((preset) => {
      const fields = actions.find(({ slug }) => slug === preset.actionSlug)?.fields ?? [];
      return { type, mode, asked, preset, fields };
    });
  });

  it('are made enabled when nothing is missing, and disabled when they need something', () => {
    const enabled = ({ name }: PresetMetadata, type: string) =>
      initialSubscriptions(type, {}, [name]).map((one) => one.enabled);
    expect(all.some(({ preset }) => preset.needs)).toBe(true);
    for (const { type, preset } of all)
      expect(enabled(preset, type), `${type}: ${preset.name}`).toContain(preset.needs === undefined);
  });

  it('need nothing of what the definitions start by themselves', () => {
    expect(all.filter(({ preset }) => preset.needs && !preset.suggested)).toEqual([]);
  });

  it('make of an event that they take what their action accepts, unless they say what they need', async () => {
    const refused: string[] = [];
    for (const { type, mode, asked, preset, fields } of all) {
      const event = takenBy(type, preset.trigger);
      const found = mode === 'cloud' ? await loadedDefinition(type) : undefined;
      if (preset.needs || !event || !found) continue;
      const answers = Object.fromEntries(asked.map((field) => [field.key, field.required ? literalFor(field) : null]));
      const mapping = { ...preset.mapping, ...answers };
      const step = { type, actionSlug: preset.actionSlug, mapping, settings: {} };
      const { problems } = previewMapping(found, step, completeEvent(event, fields, mapping));
      refused.push(...problems.map(({ message }) => `${type} · ${preset.name}: ${message}`));
    }
    expect(refused).toEqual(OF_THE_EVENT);
  });
});
