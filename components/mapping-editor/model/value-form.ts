import type { Json, JsonObject } from '@/spec/event';
import { directiveOf, textOfValue } from './token-text';

/** Directives with a form of their own. */
export const FORM_DIRECTIVES = [
  '@if',
  '@case',
  '@replace',
  '@arrayPath',
  '@flatten',
  '@json',
  '@merge',
  '@liquid',
  '@literal',
  '@excludeWhenNull',
] as const;
export type FormDirective = (typeof FORM_DIRECTIVES)[number];

/** By which control a value is edited. */
export type ValueForm =
  /** One line (or more) that takes words and variables. */
  | { kind: 'text'; text: string }
  /** Null on purpose. */
  | { kind: 'null' }
  /** A fixed text with braces in it that are no variables. */
  | { kind: 'exact'; text: string }
  | { kind: 'function'; name: FormDirective; argument: Json }
  | { kind: 'list'; items: Json[] }
  | { kind: 'object'; entries: JsonObject }
  /** Whatever has no form. */
  | { kind: 'json' };

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a directive's argument has the shape that its form edits; anything else is edited as JSON. */
function fits(name: FormDirective, argument: Json): boolean {
  switch (name) {
    case '@liquid':
      return typeof argument === 'string';
    case '@literal':
    case '@excludeWhenNull':
      return true;
    case '@arrayPath':
      return Array.isArray(argument) && argument.length >= 1 && argument.length <= 2 && shapeFits(argument[1]);
    case '@merge':
      return isObject(argument) && Array.isArray(argument.objects);
    case '@if':
      return isObject(argument) && ('exists' in argument || 'blank' in argument);
    default:
      return isObject(argument);
  }
}

function shapeFits(shape: Json | undefined): boolean {
  return shape === undefined || (isObject(shape) && !Object.keys(shape).some((key) => key.startsWith('@')));
}

/** How `value` is edited. Every value has a form; the value itself is never rewritten by looking at it. */
export function formOfValue(value: Json | undefined): ValueForm {
  if (value === null) return { kind: 'null' };
  const text = textOfValue(value);
  if (text !== undefined) return { kind: 'text', text };
  if (typeof value === 'string') return { kind: 'exact', text: value };
  if (Array.isArray(value)) return { kind: 'list', items: value };
  if (!isObject(value)) return { kind: 'json' };
  const directive = directiveOf(value);
  if (directive) {
    const name = FORM_DIRECTIVES.find((one) => one === directive.name);
    return name && !('_metadata' in value) && fits(name, directive.argument)
      ? { kind: 'function', name, argument: directive.argument }
      : { kind: 'json' };
  }
  return Object.keys(value).some((key) => key.startsWith('@')) ? { kind: 'json' } : { kind: 'object', entries: value };
}

/** `entries` with `key` set to `value` where it stands, added last when new, taken out when undefined. */
export function withEntry(entries: JsonObject, key: string, value: Json | undefined): JsonObject {
  if (value === undefined) return Object.fromEntries(Object.entries(entries).filter(([one]) => one !== key));
  return { ...entries, [key]: value };
}

/** `entries` with one key renamed where it stands. */
export function withRenamedKey(entries: JsonObject, from: string, to: string): JsonObject {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key === from ? to : key, value]));
}
