import { describe, expect, it } from 'vitest';
import type { Exchange } from '@/platform/outbound-http/outbound-context';
import type { ActionResult } from '../../kit/action-result';
import { heedAnswer, verdictOf } from './heed-answer';

const answers = (...given: [status: number, headers?: Record<string, string>, method?: string][]): Exchange[] =>
  given.map(([status, headers = {}, method = 'POST']) => ({
    request: { method, url: 'https://example.com', headers: {}, body: '' },
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
    const limit: ActionResult = { kind: 'retry', reason: '429', status: 429, message: 'x', retryAfterMs: 1 };
    expect(heedAnswer([limit], answers([403]), 0)).toEqual([limit]);
    const bad: ActionResult = { kind: 'final', reason: '400', status: 400, message: 'x' };
    expect(heedAnswer([ok, bad], answers([500]), 0)).toEqual([ok, bad]);
  });

  it('leaves it at that when something was taken and the definition caught what else was thrown at it', () => {
    const caught = ({ response }: Exchange) => response?.status === 500;
    expect(heedAnswer([ok], answers([200], [500]), 0, caught)).toEqual([ok]);
    expect(heedAnswer([ok], answers([500], [200]), 0, caught)).toEqual([ok]);
    expect(heedAnswer([ok], answers([404], [200], [500]), 0, caught)).toEqual([ok]);
  });

  it('does not when nothing was taken, when nothing was thrown, or when the definition failed', () => {
    const caught = () => true;
    expect(heedAnswer([ok], answers([500]), 0, caught)).toMatchObject([{ kind: 'retry', reason: '500' }]);
    expect(heedAnswer([ok], answers([200, {}, 'GET'], [500]), 0, caught)).toMatchObject([{ reason: '500' }]);
    expect(heedAnswer([ok], answers([200], [500]), 0)).toMatchObject([{ kind: 'retry', reason: '500' }]);
    const thrown: ActionResult = { kind: 'retry', reason: '500', status: 500, message: 'x', retryAfterMs: null };
    expect(heedAnswer([thrown], answers([200], [401]), 0, caught)).toMatchObject([{ kind: 'final', reason: '401' }]);
  });

  it('puts the status of the answer before the error that a definition makes of it', () => {
    const rejected: ActionResult = { kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message: 'x' };
    expect(heedAnswer([rejected], answers([500]), 0)).toMatchObject([{ kind: 'retry', reason: '500', message: 'x' }]);
    expect(heedAnswer([rejected], answers([400]), 0)).toEqual([rejected]);
    const thrown: ActionResult = { kind: 'retry', reason: '500', status: 500, message: 'x', retryAfterMs: null };
    expect(heedAnswer([thrown], answers([401]), 0)).toMatchObject([{ kind: 'final', reason: '401' }]);
  });

  it('gives back the Retry-After that the definition lost', () => {
    const lost: ActionResult = { kind: 'retry', reason: '429', status: 429, message: 'slow', retryAfterMs: null };
    expect(heedAnswer([lost], answers([429, { 'retry-after': '7' }]), 0)).toEqual([{ ...lost, retryAfterMs: 7000 }]);
    expect(heedAnswer([lost], answers([429], [200]), 0)).toEqual([lost]);
  });
});

describe('verdictOf', () => {
  const returned = (status: number) => ({ getResponseAtIndex: () => ({ value: () => ({ status }) }) });

  it('reads the first entry of an answer in the form of a batch, and takes anything else for done', () => {
    expect(verdictOf(returned(200))).toEqual(ok);
    expect(verdictOf(returned(429))).toMatchObject({ kind: 'retry', status: 429 });
    expect(verdictOf({ getResponseAtIndex: () => undefined })).toEqual(ok);
    for (const other of [undefined, null, 'hello', { status: 500 }]) expect(verdictOf(other)).toEqual(ok);
  });
});
