/** How a language writes what cannot stand in a string as it is. */
export interface StringRules {
  quote: "'" | '"';
  /** Characters with an escape of their own, the quote and the backslash included. */
  escapes: Record<string, string>;
  /** An escape by code point, for what is invisible, reorders text or would end the line. */
  unicode: (code: number) => string;
  /** Half of a surrogate pair: most languages cannot write it and stand U+FFFD in its place. */
  loneSurrogate: (code: number) => string;
}

const INVISIBLE = /[\u0000-\u001f\u007f-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufeff\ufff9-\ufffb]/;

/** `code` in hexadecimal with at least `digits` digits. */
export function hex(code: number, digits = 4): string {
  return code.toString(16).padStart(digits, '0');
}

/**
 * `text` as a string literal by the rules of a language. Whatever the text is, the literal is one token of one line
 * that means exactly this text: event data is hostile, and a person may paste the code.
 */
export function quoteText(text: string, rules: StringRules): string {
  let out = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const own = Object.hasOwn(rules.escapes, character) ? rules.escapes[character] : undefined;
    if (own !== undefined) out += own;
    else if (code >= 0xd800 && code <= 0xdfff) out += rules.loneSurrogate(code);
    else if (INVISIBLE.test(character) || (code >= 0xe0000 && code <= 0xe007f)) out += rules.unicode(code);
    else out += character;
  }
  return rules.quote + out + rules.quote;
}

/** UTF-16 units of a code point as four-digit escapes, for languages that know no other form. */
export function utf16(code: number): string {
  return [...String.fromCodePoint(code).matchAll(/[^]/g)].map((unit) => `\\u${hex(unit[0].charCodeAt(0))}`).join('');
}

/** The escapes that C's heirs have in common. */
export const C_ESCAPES = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };
