import type { SeenProperty } from '@/control-plane/seen-properties/collect-properties';
import type { TriedName } from '@/control-plane/subscriptions/trigger/try-trigger';
import { rootOf, type TriggerSubject } from '@/spec/trigger/trigger-model';
import type { Suggestion } from './suggest-input';

/** The paths below a subject that recent events have, most frequent first. Items of lists have no path in FQL. */
export function pathSuggestions(subject: TriggerSubject, seen: readonly SeenProperty[]): Suggestion[] {
  const root = rootOf(subject);
  const start = root === '' ? '' : `${root}.`;
  return seen
    .filter(({ path, type }) => path.startsWith(start) && !path.includes('[]') && type !== 'object')
    .map(({ path, example }) => ({
      value: path.slice(start.length),
      ...(example === null ? {} : { hint: example.slice(0, 24) }),
    }));
}

/** The names of recent events (of tracks, or of pages and screens), most frequent first. */
export function nameSuggestions(subject: TriggerSubject, names: readonly TriedName[]): Suggestion[] {
  if (subject !== 'event' && subject !== 'name') return [];
  return names
    .filter(({ type, name }) => name !== null && (subject === 'event') === (type === 'track'))
    .map(({ name, total }) => ({ value: name ?? '', hint: `${total} seen` }));
}
