import { C_ESCAPES, hex, quoteText, type StringRules } from './quote-text';
import { namedParts, type Call } from './read-call';
import { writeLiteral, type LiteralStyle } from './write-literal';

// Single quotes know two escapes and interpolate nothing; what needs more goes into double quotes, where $ is escaped.
const SINGLE: StringRules = {
  quote: "'",
  escapes: { '\\': '\\\\', "'": "\\'" },
  unicode: () => '',
  loneSurrogate: () => '',
};
const DOUBLE: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"', $: '\\$' },
  unicode: (code) => `\\u{${hex(code, 1)}}`,
  loneSurrogate: () => '\\u{fffd}',
};

function quote(text: string): string {
  const double = quoteText(text, DOUBLE);
  const plain = text.replaceAll('\\', '').replaceAll('"', '').replaceAll('$', '');
  return double.includes('\\') && quoteText(plain, DOUBLE) !== `"${plain}"` ? double : quoteText(text, SINGLE);
}

const STYLE: LiteralStyle = {
  string: quote,
  key: (key) => `${quote(key)} => `,
  null: 'null',
  true: 'true',
  false: 'false',
  map: () => ['[', ']'],
  list: () => ['[', ']'],
  // An empty array would be sent as a list.
  emptyMap: 'new stdClass()',
  trailing: true,
  indent: '    ',
};

/** The call as analytics-php writes it. */
export function phpCall(call: Call): string {
  return `Segment::${call.type}(${writeLiteral(Object.fromEntries(namedParts(call)), STYLE)});`;
}
