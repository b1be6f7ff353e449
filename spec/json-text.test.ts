import { describe, expect, it } from 'vitest';
import { readJson } from './json-text';

describe('readJson', () => {
  it('reads what JSON.parse reads', () => {
    for (const text of ['{}', ' [1, -2.5e3, "a\\u00e9", null] ', '{"a":{"b":[]}}', '"x"', '0'])
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  });

  it.each([
    ['', 'the text ends here', 1, 1],
    ['{"a": 1,}', 'comma must not stand before }', 1, 9],
    ['[1,]', 'comma must not stand before ]', 1, 4],
    ['{"a" 1}', 'Expected : after', 1, 6],
    ['{"a": 1 "b": 2}', 'Expected , or }', 1, 9],
    ["{'a': 1}", 'a name in double quotes', 1, 2],
    ['{a: 1}', 'a name in double quotes', 1, 2],
    ['{"a": \'x\'}', 'Text needs double quotes', 1, 7],
    ['{\n  "a": 1,\n  "b": tru\n}', 'Expected a value', 3, 8],
    ['{\n  "a": "x\n}', 'closing quote is missing', 2, 10],
    ['{"a": "\\x"}', 'escape is not known', 1, 8],
    ['{"a": "tab\tbed"}', 'must be escaped', 1, 11],
    ['{"a": [1, 2}', 'Expected , or ]', 1, 12],
    ['{"a": 1', 'closing } is missing', 1, 8],
    ['{} {}', 'Expected the end', 1, 4],
    ['{"a": 01}', 'Expected , or }', 1, 8],
  ])('says of %j what is wrong and where', (text, message, line, column) => {
    const read = readJson(text);
    expect(read).toMatchObject({ ok: false, problem: { line, column } });
    expect(!read.ok && read.problem.message).toContain(message);
  });

  it('does not run out of stack on a text that is nothing but brackets', () => {
    expect(readJson('['.repeat(100_000))).toMatchObject({
      ok: false,
      problem: { message: 'It is nested too deeply.' },
    });
  });
});
