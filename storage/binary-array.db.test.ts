import { describe, expect, it } from 'vitest';
import { intArray, plainTextArray, textArray, timeArray, uuidArray } from './binary-array';
import { pool } from './client';

async function read(type: string, parameter: Buffer): Promise<unknown> {
  const { rows } = await pool().query<{ list: unknown }>(`SELECT $1::${type}[] AS list`, [parameter]);
  return rows[0]?.list;
}

const same = <T>(value: T): T => value;

describe('arrays in PostgreSQL’s binary form', () => {
  it('hold numbers, keys and times as they are', async () => {
    const numbers = [1, 0, -5, 2_147_483_647];
    expect(await read('int', intArray(numbers, same))).toEqual(numbers);
    const keys = ['00ff00ff00ff00ff00ff00ff00ff00ff', null, 'abcdef0123456789abcdef0123456789'];
    const { rows } = await pool().query('SELECT replace($1::uuid[]::text, $2, $3) AS list', [
      uuidArray(keys, same),
      '-',
      '',
    ]);
    expect(rows).toEqual([{ list: `{${keys.map((key) => key ?? 'NULL').join(',')}}` }]);
    const times = [
      '2026-11-22T10:11:12.345Z',
      '2026-11-22T10:11:12.345Z',
      '1999-12-31T23:59:59.999Z',
      '1912-01-01T00:00:00.001Z',
    ];
    expect(await read('timestamptz', timeArray(times, same))).toEqual(times.map((time) => new Date(time)));
  });

  it('hold text of any length and alphabet, and NULL for null and the empty text', async () => {
    const texts = [
      'a',
      'ü',
      '漢字 🎉',
      null,
      '',
      'x'.repeat(41),
      '漢'.repeat(30_000),
      '🎉'.repeat(50),
      '{"a":"b\\u0000"}',
    ];
    const expected = texts.map((text) => (text === '' ? null : text));
    expect(await read('text', textArray(texts, same))).toEqual(expected);
    const payloads = ['{}', `{"a":"${'ß'.repeat(5000)}"}`, '"🎉"'];
    expect(await read('text', plainTextArray(payloads, same))).toEqual(payloads);
  });

  it('hold U+FFFD in the place of what a text column cannot', async () => {
    const long = 'y'.repeat(50);
    const texts = ['a\0b', 'a\ud800b', `${long}\0`, `${long}\x1f\udc00`];
    expect(await read('text', textArray(texts, same))).toEqual([
      'a\ufffdb',
      'a\ufffdb',
      `${long}\ufffd`,
      `${long}\ufffd\ufffd`,
    ]);
  });

  it('can be empty', async () => {
    expect(await read('text', textArray([], same))).toEqual([]);
    expect(await read('int', intArray<number>([], same))).toEqual([]);
  });

  it('refuse what is no time as PostgreSQL would', () => {
    expect(() => timeArray(['never'], same)).toThrow(expect.objectContaining({ code: '22007' }));
  });
});
