import { describe, expect, it } from 'vitest';
import type { Exchange } from '@/platform/outbound-http/outbound-context';
import type { ActionResult } from './action-result';
import { heedAnswer } from './heed-answer';

const answers = (...given: [status: number, headers?: Record<string, string>][]): Exchange[] =>
  given.map(([status, headers = {}]) => ({
    request: { method: 'POST', url: 'https://example.com', headers: {}, body: '' },
    response: { status, headers, body: '', truncated: false },
    durationMs: 1,
  }));
const ok: ActionResult = { kind: 'ok' };

describe('heedAnswer', () => {
  it('does not count as delivered what the last answer refused, though the definition did not look', () => {
    expect(heedAnswer([ok], answers([401]), 0)).toMatchObject([{ kind: 'final', status: 401 }]);
    expect(heedAnswer([ok, ok], answers([200], [503]), 0)).toMatchObject([{ kind: 'retry' }, { kind: 'retry' }]);
    expect(heedAnswer([ok], answers([429, { 'retry-after': '7' }]), 0)).toMatchObject([{ retryAfterMs: 7000 }]);
  });

  it('believes a definition that went on after a refusal, expected a 404, or judged events one by one', () => {
    expect(heedAnswer([ok], answers([401], [200]), 0)).toEqual([ok]);
    expect(heedAnswer([ok], answers([404]), 0)).toEqual([ok]);
    expect(heedAnswer([ok], answers(), 0)).toEqual([ok]);
    const bad: ActionResult = { kind: 'final', reason: '400', status: 400, message: 'x' };
    expect(heedAnswer([ok, bad], answers([500]), 0)).toEqual([ok, bad]);
  });

  it('gives back the Retry-After that the definition lost', () => {
    const lost: ActionResult = { kind: 'retry', reason: '429', status: 429, message: 'slow', retryAfterMs: null };
    expect(heedAnswer([lost], answers([429, { 'retry-after': '7' }]), 0)).toEqual([{ ...lost, retryAfterMs: 7000 }]);
    expect(heedAnswer([lost], answers([500, { 'retry-after': '7' }]), 0)).toEqual([lost]);
  });
});
