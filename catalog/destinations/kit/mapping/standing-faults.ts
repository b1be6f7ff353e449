import type { Json, JsonObject } from '@/spec/event';
import { isDirective, mappingFaults, type MappingFault } from './mapping-faults';

/**
 * What an event has a part in: values of other types than a directive wants, and what a template makes of values that an
 * empty event does not have. A tag or filter that is switched off is not among it.
 */
const BY_EVENT = /expected (?:string|array)|data must be an object|limit exceeded|should have a value of/;
const SWITCHED_OFF = /^(?:tag|filter) "\w+" is disabled/;
/** What only a template that was read can say, by the words of the kit's engine for one that cannot be read. */
const UNREADABLE =
  /^(?:tag .* not closed|output .* not closed|invalid |empty |illegal |expected |unexpected |tag "\w+" not found|unclosed |raw |liquid template value|parse length limit)/;

function stands(text: string | null, { message }: MappingFault): boolean {
  if (SWITCHED_OFF.test(message)) return true;
  if (text !== null) return UNREADABLE.test(message);
  return !BY_EVENT.test(message);
}

/**
 * The directives in `value`, the outermost first, however deep: branches that an empty event does not take too. Their path
 * is that of the field; what lies within a directive or list has none of its own.
 */
function* directivesIn(
  value: Json | undefined,
  path: string,
  fixed = false,
): Generator<{ path: string; directive: JsonObject }> {
  if (value === null || typeof value !== 'object') return;
  const directive = isDirective(value);
  if (directive) yield { path, directive: value as JsonObject };
  const inside = fixed || directive || Array.isArray(value);
  for (const [key, inner] of Object.entries(value))
    yield* directivesIn(inner, inside ? path : `${path}.${key}`, inside);
}

const templateOf = (directive: JsonObject) => (typeof directive['@liquid'] === 'string' ? directive['@liquid'] : null);

/**
 * Why the kit can evaluate `mapping` for no event at all: directives that do not exist or lack what they need, templates
 * that cannot be read. At most one for a field.
 */
export function standingFaults(mapping: JsonObject): MappingFault[] {
  const found = new Map<string, MappingFault>();
  for (const [key, value] of Object.entries(mapping))
    for (const { path, directive } of directivesIn(value, key)) {
      const fault = mappingFaults({ [path]: directive }, {}).find((one) => stands(templateOf(directive), one));
      if (fault && !found.has(path)) found.set(path, { path, message: fault.message });
    }
  return [...found.values()];
}
