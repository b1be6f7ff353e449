import type { Json } from '@/spec/event';
import { C_ESCAPES, hex, quoteText, utf16, type StringRules } from './quote-text';
import type { Call } from './read-call';
import { writeLiteral, type LiteralStyle } from './write-literal';

const RULES: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"' },
  unicode: utf16,
  loneSurrogate: (code) => `\\u${hex(code)}`,
};
const STYLE: LiteralStyle = {
  string: (text) => quoteText(text, RULES),
  key: (key) => `[${quoteText(key, RULES)}] = `,
  null: 'JsonNull.Instance',
  true: 'true',
  false: 'false',
  map: () => ['new JsonObject {', '}'],
  list: () => ['new JsonArray {', '}'],
  trailing: true,
  indent: '    ',
};

/** The call as Analytics-CSharp writes it; who the user is is known to it. */
export function csharpCall(call: Call): string {
  const { name, list } = shape(call);
  const end = list.findLastIndex((argument) => argument !== undefined);
  const written = list
    .slice(0, end + 1)
    .map((argument) => (argument === undefined ? 'null' : writeLiteral(argument, STYLE)));
  return `analytics.${name}(${written.join(', ')});`;
}

function shape(call: Call): { name: string; list: (Json | undefined)[] } {
  switch (call.type) {
    case 'track':
      return { name: 'Track', list: [call.event, call.body] };
    case 'identify':
      return { name: 'Identify', list: call.userId === undefined ? [call.body] : [call.userId, call.body] };
    case 'group':
      return { name: 'Group', list: [call.groupId, call.body] };
    case 'alias':
      return { name: 'Alias', list: [call.userId] };
    case 'page':
      return { name: 'Page', list: [call.name, call.body, call.category] };
    case 'screen':
      return { name: 'Screen', list: [call.name, call.body, call.category] };
  }
}
