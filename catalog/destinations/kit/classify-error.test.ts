import { describe, expect, it } from 'vitest';
import { classifyError } from './classify-error';

const answer = (status: number, headers: Record<string, string> = {}) =>
  Object.assign(new Error('x'), { response: { status, headers: new Headers(headers) } });
const thrown = (fields: object, message = 'what went wrong') => Object.assign(new Error(message), fields);
const NOW = 0;

describe('classifyError', () => {
  it('retries 408, 423, 425, 429 and 5xx except 501, and nothing else that was answered', () => {
    for (const status of [408, 423, 425, 429, 500, 502, 503, 504, 520, 599])
      expect(classifyError(answer(status), NOW)).toMatchObject({ kind: 'retry', reason: String(status), status });
    for (const status of [301, 302, 304, 307, 308, 400, 401, 403, 404, 405, 409, 410, 413, 422, 501])
      expect(classifyError(answer(status), NOW)).toMatchObject({ kind: 'final', reason: String(status), status });
  });

  it('hands on what Retry-After asks', () => {
    expect(classifyError(answer(429, { 'retry-after': '7' }), NOW)).toMatchObject({ retryAfterMs: 7000 });
    expect(classifyError(answer(503), NOW)).toMatchObject({ retryAfterMs: null });
  });

  it('retries network failures under their own code, however deep it is', () => {
    for (const code of [
      'ECONNREFUSED',
      'ECONNRESET',
      'ENOTFOUND',
      'EAI_AGAIN',
      'EHOSTUNREACH',
      'EPIPE',
      'CERT_HAS_EXPIRED',
      'HPE_INVALID_CONSTANT',
    ])
      expect(classifyError(thrown({ code }), NOW)).toMatchObject({ kind: 'retry', reason: code });
    expect(classifyError(thrown({ cause: { code: 'ECONNREFUSED' } }), NOW)).toMatchObject({ reason: 'ECONNREFUSED' });
    expect(classifyError(thrown({ errors: [{ code: 'ENETUNREACH' }] }), NOW)).toMatchObject({ reason: 'ENETUNREACH' });
    for (const code of ['ETIMEDOUT', 'ABORT_ERR', 'REQUESTTIMEOUTERROR'])
      expect(classifyError(thrown({ code, status: 408 }), NOW)).toMatchObject({ kind: 'retry', reason: 'ETIMEDOUT' });
  });

  it('does not retry what we refused ourselves or what the definition refused', () => {
    expect(classifyError(thrown({ code: 'BLOCKED_ADDRESS' }), NOW)).toMatchObject({
      kind: 'final',
      reason: 'BLOCKED_ADDRESS',
    });
    expect(classifyError(thrown({ code: 'INVALID_URL' }), NOW)).toMatchObject({ kind: 'final', reason: 'INVALID_URL' });
    const rejected = { kind: 'final', reason: 'MESSAGE_REJECTED', message: 'what went wrong' };
    for (const fields of [
      { name: 'AggregateAjvError' },
      { code: 'PAYLOAD_VALIDATION_FAILED', status: 400 },
      { code: 'Missing', status: 400 },
    ])
      expect(classifyError(thrown(fields), NOW)).toMatchObject(rejected);
  });

  it('goes by the status that a definition throws, and takes anything unknown for a bug worth another try', () => {
    expect(classifyError(thrown({ code: 'RETRYABLE_ERROR', status: 500 }), NOW)).toMatchObject({
      kind: 'retry',
      reason: '500',
    });
    expect(classifyError(thrown({ code: 'INVALID_AUTHENTICATION', status: 401 }), NOW)).toMatchObject({
      kind: 'final',
      reason: '401',
    });
    for (const error of [new TypeError('x is not a function'), 'text', null, undefined])
      expect(classifyError(error, NOW)).toMatchObject({ kind: 'retry', reason: 'INTERNAL' });
  });
});
