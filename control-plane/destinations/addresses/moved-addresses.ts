import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';

/** Keys of settings that say where requests go, whole or in part ("security" and a list of ignored domains do not). */
const ADDRESS_KEY = /url|(?<!sec)uri|host|endpoint|domain|server|instance|data_?cent|region|stack|^pod$/i;
const NO_ADDRESS_KEY = /blacklist|blocklist|ignore/i;
/** What ends the host in an address: with one of these, a text that is put in its middle can choose another host. */
const ENDS_HOST = /[/\\?#]/;

/** The part of an address that decides who receives a request: its origin, or the whole text where it has none. */
function receiverOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  if (typeof value !== 'string') return JSON.stringify(value);
  const text = value.trim().toLowerCase();
  try {
    const { origin } = new URL(text);
    return origin === 'null' ? text : origin;
  } catch {
    return text;
  }
}

/**
 * The settings whose change from `before` to `after` can make requests go to another host, as far as a person typed
 * that host: not those with choices, whose hosts the definition knows. Cleared means the vendor's own.
 */
export function movedAddresses(fields: FieldMetadata[], before: JsonObject, after: JsonObject): FieldMetadata[] {
  return fields.filter((field) => {
    const { key, type, choices, format } = field;
    if (type === 'password' || type === 'boolean' || type === 'number' || type === 'integer' || choices) return false;
    const now = receiverOf(after[key]);
    if (now === '' || now === receiverOf(before[key] ?? field.default)) return false;
    const named = format === 'uri' || format === 'hostname' || (ADDRESS_KEY.test(key) && !NO_ADDRESS_KEY.test(key));
    return named || ENDS_HOST.test(now);
  });
}
