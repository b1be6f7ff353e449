import { C_ESCAPES, hex, quoteText, type StringRules } from './quote-text';
import { namedParts, type Call } from './read-call';
import { writeLiteral, type LiteralStyle } from './write-literal';

// Double quotes interpolate #{…}, #@a and #$a, so every # is escaped.
const RULES: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"', '#': '\\#' },
  unicode: (code) => `\\u{${hex(code, 1)}}`,
  loneSurrogate: () => '\\u{fffd}',
};
const STYLE: LiteralStyle = {
  string: (text) => quoteText(text, RULES),
  key: (key) => (/^[a-z_][A-Za-z0-9_]*$/.test(key) ? `${key}: ` : `${quoteText(key, RULES)} => `),
  null: 'nil',
  true: 'true',
  false: 'false',
  map: () => ['{', '}'],
  list: () => ['[', ']'],
  indent: '  ',
};

const NAMES: Record<string, string> = {
  userId: 'user_id',
  anonymousId: 'anonymous_id',
  previousId: 'previous_id',
  groupId: 'group_id',
};

/** The call as analytics-ruby writes it. */
export function rubyCall(call: Call): string {
  const parts = namedParts(call).map(([name, value]) => `  ${NAMES[name] ?? name}: ${writeLiteral(value, STYLE, 1)}`);
  return `analytics.${call.type}(\n${parts.join(',\n')}\n)`;
}
