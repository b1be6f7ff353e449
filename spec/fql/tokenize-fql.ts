import type { CompareOperator } from './fql-node';
import { errorAt, FqlError } from './fql-error';

/** A word of the language with its place in the text. */
export type Token = { at: number; text: string } & (
  | { kind: 'string'; value: string }
  | { kind: 'number'; value: number }
  | { kind: 'name'; segments: string[]; escaped: boolean }
  | { kind: 'compare'; operator: CompareOperator }
  | { kind: 'mark'; mark: '!' | '(' | ')' | '[' | ']' | ',' }
  | { kind: 'end' }
);

const SPACE = /\s/;
const NAME_CHARACTER = /[A-Za-z0-9_-]/;
const NAME_START = /[A-Za-z_\\]/;
const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', '\\': '\\', '"': '"', "'": "'" };
const HINTS: Record<string, string> = {
  '&': 'Write and.',
  '|': 'Write or.',
  '“': 'Use straight quotes: " or \'.',
  '”': 'Use straight quotes: " or \'.',
  '‘': 'Use straight quotes: " or \'.',
  '’': 'Use straight quotes: " or \'.',
};

/** Reads a quoted text. An escape it does not know stays as written, so that `\*` reaches the pattern of match(). */
function readString(text: string, at: number): Token {
  const quote = text[at];
  let value = '';
  for (let i = at + 1; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === quote) return { kind: 'string', at, text: text.slice(at, i + 1), value };
    if (character !== '\\') {
      value += character;
      continue;
    }
    i += 1;
    const next = text.charAt(i);
    const code = next === 'u' ? /^[0-9a-fA-F]{4}/.exec(text.slice(i + 1, i + 5)) : null;
    if (code) {
      value += String.fromCharCode(parseInt(code[0], 16));
      i += 4;
    } else {
      value += Object.hasOwn(ESCAPES, next) ? ESCAPES[next] : `\\${next}`;
    }
  }
  throw new FqlError(`The text that begins at character ${at + 1} is not closed. End it with ${quote}.`, at);
}

/** Reads a field path or a keyword: `properties.product\ 1.price`. */
function readName(text: string, at: number): Token {
  const segments: string[] = [];
  let segment = '';
  let escaped = false;
  let i = at;
  for (; i < text.length; i += 1) {
    const character = text.charAt(i);
    if (character === '\\' && i + 1 < text.length) {
      const whole = String.fromCodePoint(text.codePointAt(i + 1) ?? 0);
      segment += whole;
      escaped = true;
      i += whole.length;
    } else if (character === '.') {
      if (segment === '') throw errorAt(i, 'Expected a field name before the dot');
      segments.push(segment);
      segment = '';
    } else if (NAME_CHARACTER.test(character)) {
      segment += character;
    } else {
      break;
    }
  }
  if (segment === '') throw errorAt(i, 'Expected a field name after the dot');
  segments.push(segment);
  return { kind: 'name', at, text: text.slice(at, i), segments, escaped };
}

function readNumber(text: string, at: number): Token {
  NUMBER.lastIndex = at;
  const found = NUMBER.exec(text)?.[0] ?? '';
  const after = text.charAt(at + found.length);
  if (found === '' || NAME_CHARACTER.test(after) || after === '.')
    throw errorAt(at, 'This is not a number', 'Put text in quotes; put a field after its group, as in properties.1st.');
  return { kind: 'number', at, text: found, value: Number(found) };
}

function readOperator(text: string, at: number): Token {
  const two = text.slice(at, at + 2);
  if (two === '==') throw errorAt(at, 'Write = instead of ==');
  if (two === '!=' || two === '<=' || two === '>=') return { kind: 'compare', at, text: two, operator: two };
  const one = text.charAt(at);
  if (one === '=' || one === '<' || one === '>') return { kind: 'compare', at, text: one, operator: one };
  if (one === '!' || one === '(' || one === ')' || one === '[' || one === ']' || one === ',')
    return { kind: 'mark', at, text: one, mark: one };
  const whole = String.fromCodePoint(text.codePointAt(at) ?? 0);
  throw errorAt(
    at,
    `Did not expect ${whole}`,
    HINTS[whole] ?? 'Text goes in quotes; inside a field name, put \\ before such a character.',
  );
}

/**
 * Splits a condition into tokens, the last one of kind 'end'.
 * @throws FqlError at the first character that fits nowhere.
 */
export function tokenizeFql(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  while (at < text.length) {
    const character = text.charAt(at);
    if (SPACE.test(character)) {
      at += 1;
      continue;
    }
    const token = /["']/.test(character)
      ? readString(text, at)
      : /[-0-9]/.test(character)
        ? readNumber(text, at)
        : NAME_START.test(character)
          ? readName(text, at)
          : readOperator(text, at);
    tokens.push(token);
    at += token.text.length;
  }
  tokens.push({ kind: 'end', at: text.length, text: '' });
  return tokens;
}
