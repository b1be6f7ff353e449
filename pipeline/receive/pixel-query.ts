import type { Json } from '@/spec/event';
import { MAX_EVENT_DEPTH } from '@/spec/ingest-limits';
import { keyFromBody, preferKey, type GivenKey } from './write-key';

/** What the query of a pixel says (segment-facts 1.9). */
export interface PixelQuery {
  /** The event as the text of its JSON, which may be broken; null when `data` is not base64. */
  text: string | null;
  /** The write key, found beside `data` or inside it even when the rest of it cannot be read. */
  writeKey: GivenKey;
  /** What was sent as far as it can be shown to a person, without its write key. */
  excerpt: string;
}

const EXCERPT_CHARACTERS = 500;
const WRITE_KEY = /"writeKey"\s*:\s*"([^"\\]{1,256})"/;

/**
 * Reads the query of `url`: `data` is base64 of JSON, URL-safe or not, padded or not; without it the parameters
 * themselves are the event, with dots for nesting ("properties.subject"), all of their values text.
 */
export function readPixelQuery(url: string): PixelQuery {
  const start = url.indexOf('?');
  const query = new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  const data = query.get('data');
  const given = keyFromBody(query.get('writeKey') ?? undefined);
  if (data === null) return { text: JSON.stringify(nest(query)), writeKey: given, excerpt: '' };

  // A plus that nobody escaped arrives as a space; base64 of mail programs has line breaks.
  const base64 = data.replace(/[\r\n]+/g, '').replaceAll(' ', '+');
  const decoded = Buffer.from(base64, 'base64').toString('utf8');
  const text = /^[A-Za-z0-9+/_-]*={0,2}$/.test(base64) ? decoded : null;
  const shown = [decoded, data].find((said) => WRITE_KEY.test(said)) ?? text ?? data;
  const written = WRITE_KEY.exec(shown)?.[1];
  return {
    text,
    writeKey: preferKey(keyFromBody(written), given),
    excerpt: (written === undefined ? shown : shown.replaceAll(written, '…')).slice(0, EXCERPT_CHARACTERS),
  };
}

interface Nested {
  [key: string]: Json;
}

/** Objects without a prototype, so that a parameter named `__proto__` is data like any other. */
function anObject(): Nested {
  return Object.create(null) as Nested;
}

/** The parameters as one object. Of a parameter that comes twice the last counts; nesting wins over a value. */
function nest(query: URLSearchParams): Nested {
  const event = anObject();
  for (const [name, value] of query) {
    // Deeper than any event may be is cut, still too deep: building it whole would cost more than refusing it.
    const path = name.split('.', MAX_EVENT_DEPTH + 2);
    const last = path.pop() ?? '';
    let parent = event;
    for (const key of path) {
      const found = parent[key];
      const child = typeof found === 'object' && found !== null ? (found as Nested) : anObject();
      parent[key] = child;
      parent = child;
    }
    if (typeof parent[last] !== 'object') parent[last] = value;
  }
  return event;
}
