import { describe, expect, it } from 'vitest';
import { jsonLines, pathOf, quote } from './json-lines';

const value = { a: 1, 'b/c': [true, { d: 'x' }], e: {} };
const written = (folded: string[] = []) =>
  jsonLines(value, new Set(folded)).map(
    (line) =>
      `${'  '.repeat(line.depth)}${line.key === null ? '' : `${line.key}: `}${line.text}${line.comma ? ',' : ''}`,
  );

describe('jsonLines', () => {
  it('shows what JSON.stringify would show', () => {
    expect(written().join('\n')).toBe(JSON.stringify(value, null, 2));
  });

  it('puts a folded node on one line that says what it holds', () => {
    expect(written(['/b~1c'])).toContain('  "b/c": [ 2 items ],');
  });

  it('stops at the limit', () => {
    expect(
      jsonLines(
        Array.from({ length: 10_000 }, (_, i) => i),
        new Set(),
        50,
      ),
    ).toHaveLength(50);
  });

  it('writes characters that hide or reorder text as escapes', () => {
    expect(quote('user\u202etxt.exe\u200b')).toBe('"user\\u202etxt.exe\\u200b"');
  });

  it('names a node as a mapping would', () => {
    const pointers = jsonLines(value, new Set()).map((line) => line.pointer);
    expect(pathOf('/properties/items/0/sku')).toBe('properties.items[0].sku');
    expect(pathOf('/b~1c/1/d')).toBe('["b/c"][1].d');
    expect(pointers).toContain('/b~1c/1/d');
  });
});
