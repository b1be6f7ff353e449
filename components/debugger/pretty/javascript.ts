import type { Json } from '@/spec/event';
import { C_ESCAPES, hex, quoteText, utf16, type StringRules } from './quote-text';
import { namedParts, type Call } from './read-call';
import { isMap, writeLiteral, type LiteralStyle } from './write-literal';

const RULES: StringRules = {
  quote: "'",
  escapes: { ...C_ESCAPES, "'": "\\'" },
  unicode: utf16,
  loneSurrogate: (code) => `\\u${hex(code)}`,
};
const STYLE: LiteralStyle = {
  string: (text) => quoteText(text, RULES),
  // A plain or quoted __proto__ would set the prototype instead of a property.
  key: (key) => {
    if (key === '__proto__') return "['__proto__']: ";
    return /^[A-Za-z_$][\w$]*$/.test(key) ? `${key}: ` : `${quoteText(key, RULES)}: `;
  },
  null: 'null',
  true: 'true',
  false: 'false',
  map: () => ['{', '}'],
  list: () => ['[', ']'],
  trailing: true,
  indent: '  ',
};

/** The call as analytics.js and analytics-react-native write it: who the user is is known to them. */
export function javascriptCall(call: Call): string {
  const body = isMap(call.body) && Object.keys(call.body).length === 0 ? undefined : call.body;
  return `analytics.${call.type}(${positional(call, body)
    .map((argument) => (argument === undefined ? 'undefined' : writeLiteral(argument, STYLE)))
    .join(', ')})`;
}

function positional(call: Call, body: Json | undefined): (Json | undefined)[] {
  switch (call.type) {
    case 'track':
      return trimmed([call.event, body]);
    case 'identify':
      return trimmed(call.userId === undefined ? [body] : [call.userId, body]);
    case 'group':
      return trimmed([call.groupId, body]);
    case 'alias':
      return trimmed([call.userId, call.previousId]);
    default:
      return trimmed(call.category === undefined ? [call.name, body] : [call.category, call.name, body]);
  }
}

function trimmed(list: (Json | undefined)[]): (Json | undefined)[] {
  const end = list.findLastIndex((argument) => argument !== undefined);
  return list.slice(0, end + 1);
}

/** The call as analytics-node writes it: one object. */
export function nodeCall(call: Call): string {
  return `analytics.${call.type}(${writeLiteral(Object.fromEntries(namedParts(call)), STYLE)})`;
}
