import { C_ESCAPES, hex, quoteText, type StringRules } from './quote-text';
import { namedParts, type Call } from './read-call';
import { writeLiteral, type LiteralStyle } from './write-literal';

const RULES: StringRules = {
  quote: "'",
  escapes: { ...C_ESCAPES, "'": "\\'" },
  unicode: (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code)}`),
  loneSurrogate: (code) => `\\u${hex(code)}`,
};
const STYLE: LiteralStyle = {
  string: (text) => quoteText(text, RULES),
  key: (key) => `${quoteText(key, RULES)}: `,
  null: 'None',
  true: 'True',
  false: 'False',
  map: () => ['{', '}'],
  list: () => ['[', ']'],
  trailing: true,
  indent: '    ',
};

const NAMES: Record<string, string> = {
  userId: 'user_id',
  anonymousId: 'anonymous_id',
  previousId: 'previous_id',
  groupId: 'group_id',
};

/** The call as analytics-python writes it. */
export function pythonCall(call: Call): string {
  const parts = namedParts(call).map(
    ([name, value]) => `    ${NAMES[name] ?? name}=${writeLiteral(value, STYLE, 1)},\n`,
  );
  return `analytics.${call.type}(\n${parts.join('')})`;
}
