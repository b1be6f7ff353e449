import type { Json, JsonObject } from '@/spec/event';

/** How a language writes values. */
export interface LiteralStyle {
  string: (text: string) => string;
  /** A pair of a map, before its value: "key: ", "'key' => ". */
  key: (key: string) => string;
  null: string;
  true: string;
  false: string;
  number?: (value: number) => string;
  /** Opening and closing of a map and of a list; `nested` below the top. */
  map: (nested: boolean) => [string, string];
  list: (nested: boolean) => [string, string];
  /** An empty map, where it differs from opening plus closing. */
  emptyMap?: string;
  /** Between the entries; a comma unless said otherwise. */
  separator?: string;
  /** Written after the last entry as well. */
  trailing?: boolean;
  /** One step of indentation. */
  indent: string;
}

const DEEPEST = 200;

/** `value` as a literal of a language, over several lines when it has parts. `depth` is the indentation it stands at. */
export function writeLiteral(value: Json, style: LiteralStyle, depth = 0, nested = false): string {
  if (value === null) return style.null;
  if (typeof value === 'boolean') return value ? style.true : style.false;
  if (typeof value === 'number') return (style.number ?? plainNumber)(value);
  if (typeof value === 'string') return style.string(value);
  if (depth > DEEPEST) return style.string('…');
  if (Array.isArray(value)) {
    return block(
      style.list(nested),
      value.map((item) => writeLiteral(item, style, depth + 1, true)),
      style,
      depth,
    );
  }
  const entries = Object.entries(value).map(
    ([key, item]) => style.key(key) + writeLiteral(item, style, depth + 1, true),
  );
  if (entries.length === 0 && style.emptyMap !== undefined) return style.emptyMap;
  return block(style.map(nested), entries, style, depth);
}

function block([open, close]: [string, string], entries: string[], style: LiteralStyle, depth: number): string {
  if (entries.length === 0) return open + close;
  const inner = style.indent.repeat(depth + 1);
  const separator = style.separator ?? ',';
  const body = entries.map((entry) => inner + entry).join(`${separator}\n`);
  return `${open}\n${body}${style.trailing ? separator : ''}\n${style.indent.repeat(depth)}${close}`;
}

/** A number as JSON writes it: every language here reads it. */
export function plainNumber(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** Whether `value` is a map rather than a list, text, number or nothing. */
export function isMap(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
