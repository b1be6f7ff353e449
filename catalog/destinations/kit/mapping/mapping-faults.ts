import type { Json, JsonObject } from '@/spec/event';
import { actionsCore } from '../load-actions-core';
import { plainMessage } from '../failure/plain-message';

/** Why a mapping cannot be evaluated, and at which field: "properties.price", "" for the whole. */
export interface MappingFault {
  path: string;
  message: string;
}

/** Where the kit says it is, and what: "/url/@replace/pattern should be a string". */
const AT = /^\/(\S*) (should.*|has.*|shouldn't.*)$/;
/** A mapping under this key is a directive for the whole payload, not a field. */
const ROOT = '__segment_internal_directive';

function faultOf(error: unknown, path: string): MappingFault {
  const message = plainMessage(error);
  const [, place, said] = AT.exec(message) ?? [];
  if (place === undefined || said === undefined) return { path, message };
  const steps = place.split('/').filter((step) => step !== '');
  const directive = steps.findIndex((step) => step.startsWith('@'));
  const field = (directive < 0 ? steps : steps.slice(0, directive)).join('.');
  const within = directive < 0 ? '' : steps.slice(directive).join(' ');
  return { path: field === '' ? path : field, message: `${within === '' ? 'The mapping' : within} ${said}` };
}

const isList = (error: unknown): error is Iterable<unknown> =>
  error !== null && typeof error === 'object' && Symbol.iterator in error;

/** The kit joins what it finds before it begins; what it finds on the way, it throws at once. */
const faultsOf = (error: unknown, path: string) =>
  isList(error) ? [...error].map((one) => faultOf(one, path)) : [faultOf(error, path)];

function attempt(mapping: JsonObject, event: JsonObject): { error: unknown } | null {
  try {
    actionsCore().transform(mapping, event);
    return null;
  } catch (error) {
    return { error };
  }
}

/** Whether the kit takes `value` for something to evaluate; other objects have fields of their own. */
export const isDirective = (value: Json | undefined): boolean =>
  value !== null &&
  typeof value === 'object' &&
  !Array.isArray(value) &&
  Object.keys(value).some((key) => key.startsWith('@')) &&
  Object.keys(value).every((key) => key.startsWith('@') || key === '_metadata');

/** The faults of one field, at the innermost of its fields that has them. */
function within(path: string, value: Json | undefined, event: JsonObject): MappingFault[] {
  const failed = attempt({ value: value ?? null }, event);
  if (!failed) return [];
  if (value === null || typeof value !== 'object' || Array.isArray(value) || isDirective(value))
    return faultsOf(failed.error, path).map((fault) => ({ ...fault, path }));
  const inner = Object.entries(value).flatMap(([key, one]) => within(`${path}.${key}`, one, event));
  return inner.length > 0 ? inner : faultsOf(failed.error, path).map((fault) => ({ ...fault, path }));
}

/** Why the kit cannot evaluate `mapping` for `event`; nothing when it can. Never throws. */
export function mappingFaults(mapping: JsonObject, event: JsonObject): MappingFault[] {
  const failed = attempt(mapping, event);
  if (!failed) return [];
  const fields = Object.hasOwn(mapping, ROOT) ? [] : Object.entries(mapping);
  const found = fields.flatMap(([key, value]) => within(key, value, event));
  return found.length > 0 ? found : faultsOf(failed.error, '');
}

/** A fault in one sentence. */
export const inOneSentence = ({ path, message }: MappingFault): string =>
  path === '' ? message : `${path}: ${message}`;
