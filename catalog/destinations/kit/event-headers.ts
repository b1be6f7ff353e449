import type { JsonObject } from '@/spec/event';
import { refuseEvent } from './refuse';

/** What may name a header (RFC 9110, 5.6.2). */
export const HEADER_NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

/**
 * Headers that an event fills in: numbers and objects as text, null as none. @throws a refusal of the event when a name or
 * a value could not be sent.
 */
export function eventHeaders(given: JsonObject = {}): Record<string, string> {
  const pairs = Object.entries(given).filter(([, value]) => value !== null);
  return Object.fromEntries(
    pairs.map(([name, value]) => {
      const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
      if (!HEADER_NAME.test(name)) throw refuseEvent(`"${name}" is not the name of a header.`);
      if (/[^\t\x20-\x7e]/.test(text)) throw refuseEvent(`The header ${name} would not be plain ASCII text.`);
      return [name, text];
    }),
  );
}

/** One set of headers of several, whose names differ in case only by mistake: the last that names a header counts. */
export function joinHeaders(...sets: Record<string, string>[]): Record<string, string> {
  return Object.fromEntries(
    sets.flatMap((set) => Object.entries(set)).map(([name, value]) => [name.toLowerCase(), value]),
  );
}
