import type { FieldType } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';

/** A piece of a text with variables: plain words, or one variable with its braces. */
export interface TextPart {
  text: string;
  variable: boolean;
}

const VARIABLE = /\{\{\{[^{}]+\}\}\}|\{\{[^{}]+\}\}/g;
/** The same as a question; a global expression would remember where it was. */
const HAS_VARIABLE = /\{\{\{[^{}]+\}\}\}|\{\{[^{}]+\}\}/;
const ONE_VARIABLE = /^\{\{([^{}]+)\}\}$/;
/** How the whole event is written as a variable. */
const WHOLE_EVENT = '$';

/** Splits a text into words and variables; joined again they are the text. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(VARIABLE)) {
    if (match.index > at) parts.push({ text: text.slice(at, match.index), variable: false });
    parts.push({ text: match[0], variable: true });
    at = match.index + match[0].length;
  }
  if (at < text.length) parts.push({ text: text.slice(at), variable: false });
  return parts;
}

/** A path of the mapping kit as people write it: "$.traits.email" is "traits.email", the whole event "$". */
export function pathAsWritten(path: string): string {
  const plain = path.replace(/^\$\./, '');
  return plain === '' ? WHOLE_EVENT : plain;
}

/** A path as a person wrote it, for the mapping kit. */
export function pathOfWritten(written: string): string {
  const plain = written.trim();
  return plain === WHOLE_EVENT || plain === '$.' ? '$.' : `$.${plain.replace(/^\$\./, '')}`;
}

/** The directive that `value` is, by its one key that begins with @; undefined for anything else. */
export function directiveOf(value: Json | undefined): { name: string; argument: Json } | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  const keys = Object.keys(value);
  const names = keys.filter((key) => key.startsWith('@'));
  const name = names[0];
  if (name === undefined || names.length > 1) return undefined;
  if (keys.some((key) => key !== name && key !== '_metadata')) return undefined;
  return { name, argument: value[name] ?? null };
}

/** The text by which a value is edited in one line: literals, one property, and texts with variables. Undefined for the rest. */
export function textOfValue(value: Json | undefined): string | undefined {
  if (value === undefined) return '';
  if (typeof value === 'string') return HAS_VARIABLE.test(value) ? undefined : value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  const directive = directiveOf(value);
  if (directive === undefined || typeof directive.argument !== 'string') return undefined;
  if (directive.name === '@path') return `{{${pathAsWritten(directive.argument)}}}`;
  if (directive.name === '@template') return directive.argument;
  return undefined;
}

/** A text without variables as the type of its field wants it: "12" is 12 where a number belongs. */
export function literalOfText(text: string, type: FieldType): Json {
  const plain = text.trim();
  if ((type === 'number' || type === 'integer') && plain !== '' && Number.isFinite(Number(plain))) return Number(plain);
  if (type === 'boolean' && (plain === 'true' || plain === 'false')) return plain === 'true';
  return text;
}

/**
 * The value that a text stands for: nothing when it is empty, `@path` when it is exactly one variable, `@template` when
 * it has some, else a literal. Where `fixed`, braces are only characters.
 */
export function valueOfText(text: string, type: FieldType, fixed = false): Json | undefined {
  if (text === '') return undefined;
  if (!fixed) {
    const one = ONE_VARIABLE.exec(text);
    if (one?.[1] !== undefined) return { '@path': pathOfWritten(one[1]) };
    if (HAS_VARIABLE.test(text)) return { '@template': text };
  }
  return literalOfText(text, type);
}

/**
 * The value of a text that was `stored` as something: the stored value itself, byte for byte, when the text is its text
 * again, however it spells its path.
 */
export function valueOfRetyped(
  text: string,
  stored: Json | undefined,
  type: FieldType,
  fixed = false,
): Json | undefined {
  return stored !== undefined && textOfValue(stored) === text ? stored : valueOfText(text, type, fixed);
}

/** Where in a text a variable is being written at `caret`: from its braces, with what stands between them and the caret. */
export function variableAt(text: string, caret: number): { from: number; to: number; typed: string } | null {
  const from = text.lastIndexOf('{{', caret - 1);
  if (from < 0 || from + 2 > caret) return null;
  const typed = text.slice(from + 2, caret);
  if (/[{}\n]/.test(typed.replace(/^\{/, ''))) return null;
  const rest = /^[^{}\n]*\}{2,3}/.exec(text.slice(caret));
  return { from, to: caret + (rest ? rest[0].length : 0), typed: typed.replace(/^\{/, '').trim() };
}
