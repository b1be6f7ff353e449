/** Escapes of JSON by one letter. */
const LETTERS: Record<string, string> = { '\n': 'n', '\r': 'r', '\t': 't', '\b': 'b', '\f': 'f' };
/** Entities of HTML and XML by name. */
const ENTITIES: Record<string, string> = {
  '&': 'amp',
  '<': 'lt',
  '>': 'gt',
  '"': 'quot',
  "'": 'apos',
  '\u00A0': 'nbsp',
};

const exactly = (text: string) => text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
/** A number in hexadecimal, in small or capital letters. */
const hex = (value: number, digits: number) =>
  value
    .toString(16)
    .padStart(digits, '0')
    .replaceAll(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);

/** What encoders make of one character that is no letter or digit of ASCII; text within text is escaped several times. */
function waysOf(character: string): string[] {
  const bytes = [...Buffer.from(character)].map((byte) => `%(?:25)*${hex(byte, 2)}`).join('');
  const units = [...character.split('')].map((unit) => `\\\\{1,8}u${hex(unit.charCodeAt(0), 4)}`).join('');
  const point = character.codePointAt(0) ?? 0;
  const ways = [bytes, units, `&#0*${point};`, `&#[xX]0*${hex(point, 1)};`];
  const letter = LETTERS[character];
  const entity = ENTITIES[character];
  if (letter) ways.push(`\\\\{1,8}${letter}`);
  if (entity) ways.push(`&(?:amp;)*${entity};`);
  if (character === ' ') ways.push(String.raw`\+`);
  ways.push(exactly(character));
  return ways;
}

/**
 * Matches `secret` in a text, as it is or however it was encoded on its way there: for a form, a URL, JSON, HTML or XML,
 * each character by itself, so that it does not matter which characters an encoder leaves alone.
 */
export function secretPattern(secret: string): RegExp {
  const parts = secret.match(/\\+|[A-Za-z0-9]+|[^]/gu) ?? [];
  const pattern = parts.map((part) => {
    if (/^[A-Za-z0-9]/.test(part)) return part;
    // A run of backslashes is one piece: pieces that could share them would be tried in every way.
    if (part.startsWith('\\'))
      return `(?:\\\\{${part.length},${part.length * 8}}|(?:${waysOf('\\').slice(0, -1).join('|')}){${part.length}})`;
    // A quote or slash may be escaped by backslashes, which an encoder of URLs then takes for text.
    const escapes = /["'/]/.test(part) ? String.raw`(?:\\|%(?:25)*5[cC]){0,8}` : '';
    return `${escapes}(?:${waysOf(part).join('|')})`;
  });
  return new RegExp(pattern.join(''), 'g');
}
