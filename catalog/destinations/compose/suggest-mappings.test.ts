import { describe, expect, it } from 'vitest';
import { compileFql } from '@/pipeline/filter/compile-fql';
import { EVENT_TYPES } from '@/spec/event';
import { SYNC_MODE_KEY, type ActionMetadata } from '../kit/metadata';
import { destinationCatalog, findDestinationType, initialSubscriptions } from '../registry';
import { suggestMappings } from './suggest-mappings';
import { branchesOf } from './trigger-branches';

const action = (slug: string, defaultTrigger: string | null, part: Partial<ActionMetadata> = {}): ActionMetadata => ({
  ...{ slug, title: slug, description: '', defaultTrigger, fields: [], hidden: false, batches: false },
  ...part,
});
const triggers = (...actions: ActionMetadata[]) =>
  suggestMappings(actions).map(({ actionSlug, trigger }) => [actionSlug, trigger]);

const TRACK = 'type = "track"';
const ORDER = 'type = "track" and event = "Order Completed"';

describe('suggestMappings', () => {
  it('proposes the visible actions that say what they are for, with their defaults and sync mode', () => {
    const syncMode = { label: '', description: '', default: 'upsert', choices: [] };
    const email = {
      ...{ key: 'email', label: '', description: '', type: 'string' as const, required: true, multiple: false },
      default: { '@path': '$.traits.email' },
    };
    const given = [
      action('upsert', 'type = "identify"', { fields: [email], syncMode }),
      action('old', TRACK, { hidden: true }),
      action('legacy', TRACK, { title: 'Add Users (Legacy)' }),
      action('manual', null),
    ];
    expect(suggestMappings(given)).toEqual([
      {
        ...{ name: 'upsert', actionSlug: 'upsert', trigger: 'type = "identify"', suggested: true },
        mapping: { email: { '@path': '$.traits.email' }, [SYNC_MODE_KEY]: 'upsert' },
      },
    ]);
  });

  it('proposes only the first of two that take the same, but the later of two versions', () => {
    expect(triggers(action('sms', TRACK), action('email', TRACK))).toEqual([['sms', TRACK]]);
    expect(triggers(action('purchase', ORDER), action('purchase2', ORDER))).toEqual([['purchase2', ORDER]]);
  });

  it('lets one that takes every track call leave out what another takes', () => {
    expect(triggers(action('purchase', ORDER), action('any', `${TRACK} or type = "page"`))).toEqual([
      ['purchase', ORDER],
      ['any', '(type = "track" and event != "Order Completed") or type = "page"'],
    ]);
  });

  it.each(['type = "track", event = "X"', 'type=identify', 'type = "Identify"', 'properties.a = "b"', ''])(
    'proposes nothing for a trigger that it cannot trust: %s',
    (trigger) => {
      expect(triggers(action('a', trigger))).toEqual([]);
    },
  );
});

describe('the suggestions of the catalog', () => {
  const suggesting = destinationCatalog()
    .map(({ type }) => findDestinationType(type))
    .filter((one) => one?.presets.some(({ suggested }) => suggested));

  it('are there for the definitions without presets, and are made only when chosen', () => {
    expect(suggesting.length).toBeGreaterThan(60);
    for (const one of suggesting) {
      expect(one?.presets.every(({ suggested }) => suggested)).toBe(true);
      expect(initialSubscriptions(one?.type ?? '')).toEqual([]);
      const [first] = one?.presets ?? [];
      const made = initialSubscriptions(one?.type ?? '', {}, [first?.name ?? '']);
      expect(made).toMatchObject([{ actionSlug: first?.actionSlug, enabled: first?.needs === undefined }]);
      expect(made[0]).not.toHaveProperty('suggested');
    }
  });

  it('never take one event twice', () => {
    for (const one of suggesting) {
      const presets = one?.presets ?? [];
      const names = presets.flatMap(({ trigger }) => branchesOf(trigger)?.flatMap(({ event }) => event ?? []) ?? []);
      const events = [
        ...EVENT_TYPES.map((type) => ({ type })),
        ...[...names, 'Anything Else'].map((event) => ({ type: 'track', event })),
      ];
      for (const event of events) {
        const taking = presets.filter(({ trigger }) => compileFql(trigger)(event)).map(({ name }) => name);
        expect(taking.length, `${one?.type}: ${JSON.stringify(event)} → ${taking.join(', ')}`).toBeLessThan(2);
      }
    }
  });
});
