import type { Json } from '@/spec/event';
import { C_ESCAPES, hex, quoteText, type StringRules } from './quote-text';
import type { Call } from './read-call';
import { writeLiteral, type LiteralStyle } from './write-literal';

// \( would interpolate; an escaped backslash does not.
const RULES: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"' },
  unicode: (code) => `\\u{${hex(code, 1)}}`,
  loneSurrogate: () => '\\u{fffd}',
};
const STYLE: LiteralStyle = {
  string: (text) => quoteText(text, RULES),
  key: (key) => `${quoteText(key, RULES)}: `,
  null: 'NSNull()',
  true: 'true',
  false: 'false',
  map: (nested) => ['[', nested ? '] as [String: Any]' : ']'],
  list: () => ['[', '] as [Any]'],
  emptyMap: '[:] as [String: Any]',
  trailing: true,
  indent: '    ',
};

/** The call as analytics-swift writes it; null for a page, which it does not know. */
export function swiftCall(call: Call): string | null {
  const parts = labelled(call);
  if (!parts) return null;
  const written = parts
    .filter((part): part is [string, Json] => part[1] !== undefined)
    .map(([label, value]) => `${label}: ${writeLiteral(value, STYLE)}`);
  return `analytics.${call.type}(${written.join(', ')})`;
}

function labelled(call: Call): [string, Json | undefined][] | null {
  switch (call.type) {
    case 'track':
      return [
        ['name', call.event],
        ['properties', call.body],
      ];
    case 'identify':
      return [
        ['userId', call.userId],
        ['traits', call.body],
      ];
    case 'group':
      return [
        ['groupId', call.groupId],
        ['traits', call.body],
      ];
    case 'alias':
      return [['newId', call.userId]];
    case 'screen':
      return [
        ['title', call.name],
        ['category', call.category],
        ['properties', call.body],
      ];
    case 'page':
      return null;
  }
}
