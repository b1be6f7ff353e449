import { describe, expect, it } from 'vitest';
import { requestIdTime } from '@/spec/request-id';
import { createRequestIds } from './request-ids';

describe('request ids', () => {
  it('differ, within a millisecond and between processes, and tell when the request arrived', () => {
    const at = Date.parse('2026-11-22T12:00:00.123Z');
    const [one, other] = [createRequestIds(), createRequestIds()];
    const ids = Array.from({ length: 1000 }, (_, n) => [one(at + (n >> 3)), other(at + (n >> 3))]).flat();
    expect(new Set(ids).size).toBe(2000);
    expect(requestIdTime(ids[0] ?? '')?.getTime()).toBe(at);
    expect(requestIdTime(` ${ids[1999] ?? ''} `)?.getTime()).toBe(at + 124);
  });

  it.each(['', 'api-1', 'checkout-started', 'mwrrgskx', 'MWRRGSKX-4uz9q7f6h', 'mwrrgskx-4uz9q7f6h-0'])(
    'are not what %j is',
    (text) => expect(requestIdTime(text)).toBeNull(),
  );
});
