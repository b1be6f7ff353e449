import type { Json } from '@/spec/event';
import { C_ESCAPES, hex, quoteText, type StringRules } from './quote-text';
import { namedParts, type Call } from './read-call';
import { isMap, writeLiteral, type LiteralStyle } from './write-literal';

const RULES: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"' },
  unicode: (code) => (code > 0xffff ? `\\U${hex(code, 8)}` : `\\u${hex(code)}`),
  loneSurrogate: () => '\\ufffd',
};

function style(top: string): LiteralStyle {
  return {
    string: (text) => quoteText(text, RULES),
    key: (key) => `${quoteText(key, RULES)}: `,
    null: 'nil',
    true: 'true',
    false: 'false',
    map: (nested) => [nested ? 'map[string]interface{}{' : `${top}{`, '}'],
    list: () => ['[]interface{}{', '}'],
    trailing: true,
    indent: '\t',
  };
}

const BODIES: Record<string, string> = {
  traits: 'analytics.Traits',
  properties: 'analytics.Properties',
  integrations: 'analytics.Integrations',
};

function field(name: string, value: Json): string {
  const written = writeLiteral(value, style(BODIES[name] ?? 'map[string]interface{}'), 1, !isMap(value));
  return `\t${capital(name)}: ${written},\n`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The call as analytics-go writes it. */
export function goCall(call: Call): string {
  // Go's Page and Screen have no category of their own; it travels in the properties.
  const parts = namedParts(call).filter(([name]) => name !== 'category');
  return `client.Enqueue(analytics.${capital(call.type)}{\n${parts.map(([name, value]) => field(name, value)).join('')}})`;
}
