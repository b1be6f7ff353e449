import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenize, tokenizeLines, type CodeLanguage } from './tokenize';

const languages: CodeLanguage[] = ['json', 'javascript', 'bash', 'python', 'html', 'text'];

describe('tokenize', () => {
  it('loses and adds nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...languages), (code, language) => {
        const text = tokenize(code, language)
          .map((token) => token.text)
          .join('');
        expect(text).toBe(code);
      }),
    );
  });

  it('tells keys from strings in JSON', () => {
    const kinds = tokenize('{"a": "b", "c": 1.5e3}', 'json').filter((token) => /\w/.test(token.text));
    expect(kinds.map(({ kind, text }) => [kind, text.trim()])).toEqual([
      ['key', '"a"'],
      ['string', '"b"'],
      ['key', '"c"'],
      ['number', '1.5e3'],
    ]);
  });

  it('takes # for a comment only where it is one', () => {
    expect(tokenize('# hi', 'bash')[0]).toEqual({ kind: 'comment', text: '# hi' });
    expect(tokenize('a.#b', 'javascript').some((token) => token.kind === 'comment')).toBe(false);
  });

  it('splits a string over several lines into one piece a line', () => {
    expect(tokenizeLines('`a\nb`', 'javascript')).toEqual([
      [{ kind: 'string', text: '`a' }],
      [{ kind: 'string', text: 'b`' }],
    ]);
  });

  it('reads 200 KB of unclosed quotes in linear time', () => {
    const hostile = `"\\`.repeat(100_000);
    const before = process.cpuUsage();
    tokenize(hostile, 'javascript');
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000);
  });
});
