import type { Json, SegmentEvent } from '@/spec/event';

/** True, false, or null when the value says nothing. An object (options of the destination) counts as true. */
function answer(value: Json | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? true : null;
}

/**
 * Whether the event's integrations object lets it go to a destination known by any of `names` (case counts). A name
 * beats `All`; what is not mentioned is on; when two names disagree, off wins (segment-facts 1.12).
 */
export function allowedByIntegrations(event: SegmentEvent, names: string[]): boolean {
  const integrations = event.integrations;
  if (integrations === undefined || integrations === null || typeof integrations !== 'object') return true;
  const read = (key: string) => (Object.hasOwn(integrations, key) ? answer(integrations[key]) : null);
  const named = names.map(read).filter((value) => value !== null);
  if (named.length > 0) return !named.includes(false);
  return (read('All') ?? read('all')) !== false;
}
