/** One line of a JSON view. */
export interface JsonLine {
  /** JSON Pointer of the node (RFC 6901); '' is the whole. */
  pointer: string;
  depth: number;
  /** The key, written as JSON, or null inside arrays and at the top. */
  key: string | null;
  part: 'leaf' | 'open' | 'folded' | 'close';
  /** The value of a leaf, a bracket, or what a folded node holds in words. */
  text: string;
  kind: 'string' | 'number' | 'keyword' | 'punct';
  comma: boolean;
  /** The node itself, for copying. */
  value: unknown;
}

const INVISIBLE = /[\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** A string as JSON with every character that could hide or reorder text written as an escape. */
export function quote(text: string): string {
  return JSON.stringify(text).replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** The lines of `value`, with the nodes whose pointers are in `folded` on one line. Stops after `limit` lines. */
export function jsonLines(value: unknown, folded: ReadonlySet<string>, limit = Infinity): JsonLine[] {
  const lines: JsonLine[] = [];
  const add = (line: JsonLine) => {
    if (lines.length < limit) lines.push(line);
  };
  const walk = (node: unknown, pointer: string, depth: number, key: string | null, comma: boolean) => {
    if (lines.length >= limit) return;
    if (node === null || typeof node !== 'object') {
      add({ pointer, depth, key, part: 'leaf', ...leaf(node), comma, value: node });
      return;
    }
    const list = Array.isArray(node);
    const entries: [string, unknown][] = list ? node.map((item, at) => [String(at), item]) : Object.entries(node);
    const [open, close] = list ? ['[', ']'] : ['{', '}'];
    const line = { pointer, depth, key, kind: 'punct' as const, value: node };
    if (entries.length === 0) {
      add({ ...line, part: 'leaf', text: open + close, comma });
      return;
    }
    if (folded.has(pointer)) {
      const noun = list ? 'item' : 'key';
      add({
        ...line,
        part: 'folded',
        text: `${open} ${entries.length} ${noun}${entries.length === 1 ? '' : 's'} ${close}`,
        comma,
      });
      return;
    }
    add({ ...line, part: 'open', text: open, comma: false });
    entries.forEach(([name, child], index) => {
      const below = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
      walk(child, below, depth + 1, list ? null : quote(name), index < entries.length - 1);
    });
    add({ ...line, key: null, part: 'close', text: close, comma });
  };
  walk(value, '', 0, null, false);
  return lines;
}

function leaf(value: unknown): Pick<JsonLine, 'text' | 'kind'> {
  if (typeof value === 'string') return { text: quote(value), kind: 'string' };
  if (typeof value === 'number') return { text: String(value), kind: 'number' };
  return { text: value === undefined ? 'undefined' : JSON.stringify(value), kind: 'keyword' };
}

/** A pointer as one writes it in a mapping or filter: /properties/items/0/sku → properties.items[0].sku. */
export function pathOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) => (/^\d+$/.test(part) ? `[${part}]` : /^[\w$]+$/.test(part) ? `.${part}` : `[${quote(part)}]`))
    .join('')
    .replace(/^\./, '');
}
