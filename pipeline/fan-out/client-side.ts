import type { Json, SegmentEvent } from '@/spec/event';

const strings = (value: Json | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/**
 * Whether the page says that it has run a destination itself, by id or by one of `names`: analytics.js notes in the
 * event's `_metadata` what it was given to run, and what of it failed to start (segment-facts 1.8).
 */
export function sentByClient({ _metadata: told }: SegmentEvent, destinationId: string, names: string[]): boolean {
  if (told === null || typeof told !== 'object' || Array.isArray(told)) return false;
  const bundled = strings(told.bundled);
  const failed = strings(told.failedInitializations);
  if (names.some((name) => failed.includes(name))) return false;
  return strings(told.bundledIds).includes(destinationId) || names.some((name) => bundled.includes(name));
}
