import { expect, it } from 'vitest';
import { decodeKeyset, encodeKeyset } from './keyset-cursor';

it('reads back what it wrote', () => {
  const cursor = { at: new Date('2026-11-22T10:00:00.123Z'), id: 'aud_x' };
  expect(decodeKeyset(encodeKeyset(cursor))).toEqual(cursor);
});

it.each(['', 'x', '{}', Buffer.from('[1]').toString('base64url'), Buffer.from('[1e99,"x"]').toString('base64url')])(
  'refuses what is no cursor: %j',
  (text) => {
    expect(() => decodeKeyset(text)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  },
);
