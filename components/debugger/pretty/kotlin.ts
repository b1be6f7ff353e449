import type { Json } from '@/spec/event';
import { C_ESCAPES, hex, quoteText, utf16, type StringRules } from './quote-text';
import type { Call } from './read-call';
import { isMap, plainNumber } from './write-literal';

const RULES: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"', $: '\\$' },
  unicode: utf16,
  loneSurrogate: (code) => `\\u${hex(code)}`,
};

function scalar(value: string | number | boolean | null): string {
  if (value === null) return 'JsonNull';
  if (typeof value === 'string') return quoteText(value, RULES);
  return typeof value === 'number' ? plainNumber(value) : String(value);
}

/** The statements that fill a JSON object or array builder, one a line. */
function fill(value: Json, depth: number): string[] {
  const inner = '    '.repeat(depth);
  const entries: [string | null, Json][] = Array.isArray(value)
    ? value.map((item) => [null, item])
    : Object.entries(isMap(value) ? value : {});
  return entries.map(([key, item]) => {
    const verb = key === null ? 'add' : 'put';
    const name = key === null ? '' : quoteText(key, RULES);
    if (typeof item !== 'object' || item === null) {
      return `${inner}${verb}(${[name, scalar(item)].filter(Boolean).join(', ')})`;
    }
    const kind = Array.isArray(item) ? 'JsonArray' : 'JsonObject';
    const lines = fill(item, depth + 1);
    const open = `${inner}${verb}${kind}${name ? `(${name})` : ''} {`;
    return lines.length === 0 ? `${open} }` : `${open}\n${lines.join('\n')}\n${inner}}`;
  });
}

function write(value: Json): string {
  if (typeof value !== 'object' || value === null) return scalar(value);
  const lines = fill(value, 1);
  const builder = Array.isArray(value) ? 'buildJsonArray' : 'buildJsonObject';
  return lines.length === 0 ? `${builder} { }` : `${builder} {\n${lines.join('\n')}\n}`;
}

/** The call as analytics-kotlin writes it; null for a page, which it does not know. */
export function kotlinCall(call: Call): string | null {
  const list = positional(call)?.filter((argument): argument is Json => argument !== undefined);
  return list ? `analytics.${call.type}(${list.map(write).join(', ')})` : null;
}

function positional(call: Call): (Json | undefined)[] | null {
  switch (call.type) {
    case 'track':
      return [call.event, call.body];
    case 'identify':
      return [call.userId, call.body];
    case 'group':
      return [call.groupId, call.body];
    case 'alias':
      return [call.userId];
    case 'screen':
      return [call.name, call.body, call.category];
    case 'page':
      return null;
  }
}
