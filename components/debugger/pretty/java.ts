import type { Json } from '@/spec/event';
import { C_ESCAPES, quoteText, utf16, type StringRules } from './quote-text';
import { bodyName, type Call } from './read-call';
import { plainNumber, writeLiteral, type LiteralStyle } from './write-literal';

// Java reads unicode escapes before it reads strings, so a \u000a would end the line: below 256 the escapes are octal.
const RULES: StringRules = {
  quote: '"',
  escapes: { ...C_ESCAPES, '"': '\\"' },
  unicode: (code) => (code < 256 ? `\\${code.toString(8).padStart(3, '0')}` : utf16(code)),
  loneSurrogate: utf16Unit,
};

function utf16Unit(code: number): string {
  return `\\u${code.toString(16).padStart(4, '0')}`;
}

// Map.of takes neither null nor more than ten pairs; an initialised HashMap takes what JSON can hold.
const STYLE: LiteralStyle = {
  string: (text) => quoteText(text, RULES),
  key: () => '',
  null: 'null',
  true: 'true',
  false: 'false',
  number: (value) => (Number.isInteger(value) && Math.abs(value) > 2_147_483_647 ? `${value}L` : plainNumber(value)),
  map: () => ['', ''],
  list: () => ['Arrays.asList(', ')'],
  indent: '    ',
};

function write(value: Json, depth: number): string {
  const inner = STYLE.indent.repeat(depth + 1);
  const close = STYLE.indent.repeat(depth);
  if (Array.isArray(value)) {
    if (value.length === 0) return 'Arrays.asList()';
    return `Arrays.asList(\n${value.map((item) => inner + write(item, depth + 1)).join(',\n')})`;
  }
  if (typeof value !== 'object' || value === null) return writeLiteral(value, STYLE);
  const puts = Object.entries(value).map(
    ([key, item]) => `${inner}put(${STYLE.string(key)}, ${write(item, depth + 1)});\n`,
  );
  return puts.length === 0 ? 'new HashMap<>()' : `new HashMap<String, Object>() {{\n${puts.join('')}${close}}}`;
}

const BUILDERS = {
  track: 'TrackMessage',
  identify: 'IdentifyMessage',
  page: 'PageMessage',
  screen: 'ScreenMessage',
  group: 'GroupMessage',
  alias: 'AliasMessage',
};

/** The call as analytics-java writes it. */
export function javaCall(call: Call): string {
  const named = { track: call.event, page: call.name, screen: call.name, group: call.groupId, alias: call.previousId };
  const first = call.type === 'identify' ? undefined : named[call.type];
  const calls: [string, Json | undefined][] = [
    ['userId', call.userId],
    ['anonymousId', call.anonymousId],
    [bodyName(call.type), call.body],
  ];
  const rest = calls
    .filter((one): one is [string, Json] => one[1] !== undefined)
    .map(([name, value]) => `\n    .${name}(${write(value, 1)})`);
  const start = `${BUILDERS[call.type]}.builder(${first === undefined ? '' : write(first, 1)})`;
  return `analytics.enqueue(${start}${rest.join('')});`;
}
