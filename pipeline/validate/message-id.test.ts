import { describe, expect, it } from 'vitest';
import { acceptMessageId as accept } from './message-id';

const acceptMessageId = (given: Parameters<typeof accept>[0], index = 0) => accept(given, 'request-1', index);

describe('acceptMessageId', () => {
  it.each(['a', 'ajs-next-1700000000000-0e5f', 'x'.repeat(100), 'übung 🎉'])('keeps %s as it is', (given) => {
    expect(acceptMessageId(given)).toBe(given);
  });

  it.each([undefined, null, '', 7, {}, []])(
    'names an event with the id %j after its request and its place in it',
    (given) => {
      expect(acceptMessageId(given, 4)).toBe('api-request-1-4');
    },
  );

  it.each(['x'.repeat(101), 'a\0b', 'a\ud800', 'a\nb', '\x1f'])(
    'gives %j a storable id of at most 100 characters, always the same',
    (given) => {
      const id = acceptMessageId(given);
      expect(id).toBe(acceptMessageId(given));
      expect(id).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      expect(id.length).toBeLessThanOrEqual(100);
    },
  );

  it('keeps ids apart that differ only where they cannot be kept', () => {
    const ids = ['x'.repeat(101), 'x'.repeat(102), 'a\0', 'a\u0001', 'a\ud800', 'a\ud801'].map((id) =>
      acceptMessageId(id),
    );
    expect(new Set(ids).size).toBe(ids.length);
  });
});
