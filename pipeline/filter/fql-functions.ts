import type { Json } from '@/spec/event';
import type { FqlFunctionName } from '@/spec/fql/fql-signatures';

const encoder = new TextEncoder();

function words(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Applies `change` to text; anything else becomes null. */
function ofText(change: (text: string) => string): (value: Json) => Json {
  return (value) => (typeof value === 'string' ? change(value) : null);
}

function kindOf(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'boolean' ? 'bool' : typeof value;
}

function lengthOf(value: Json): Json {
  if (value === null) return 0;
  if (typeof value === 'string') return encoder.encode(value).length;
  return Array.isArray(value) ? value.length : null;
}

function toBool(value: Json): Json {
  if (typeof value === 'string') return value === 'true' ? true : value === 'false' ? false : null;
  if (typeof value === 'number') return value !== 0;
  if (value === null) return false;
  return typeof value === 'boolean' ? value : null;
}

function toText(value: Json): Json {
  if (value === null || typeof value === 'string') return value;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function toNumber(value: Json): Json {
  if (typeof value === 'number') return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/**
 * The functions of one value. They never throw: what cannot be computed (the lower case of a number) is null.
 * length() counts the UTF-8 bytes of text and the items of a list; length(null) is 0; typeof an object is "object".
 */
export const UNARY_FUNCTIONS: Record<Exclude<FqlFunctionName, 'contains' | 'match'>, (value: Json) => Json> = {
  bool: toBool,
  kebabcase: ofText((text) => words(text).join('-').toLowerCase()),
  length: lengthOf,
  lowercase: ofText((text) => text.toLowerCase()),
  number: toNumber,
  snakecase: ofText((text) => words(text).join('_').toLowerCase()),
  string: toText,
  titlecase: ofText((text) =>
    words(text)
      .map((word) => word.charAt(0).toUpperCase() + word.slice(1).toLowerCase())
      .join(' '),
  ),
  typeof: kindOf,
  uppercase: ofText((text) => text.toUpperCase()),
};

/** contains(text, part): false unless both are text. */
export function containsText(value: Json, part: Json): boolean {
  return typeof value === 'string' && typeof part === 'string' && value.includes(part);
}
