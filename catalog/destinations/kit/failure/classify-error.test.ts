import { describe, expect, it } from 'vitest';
import { classifyError, resultOfNode, resultsOfNodes } from './classify-error';

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
      { status: 400 },
    ])
      expect(classifyError(thrown(fields), NOW)).toMatchObject(rejected);
  });

  it('shows the code that a definition throws, and goes by its status', () => {
    const of = (code: string, status: number) => classifyError(thrown({ code, status }), NOW);
    expect(of('Misconfigured required field', 400)).toMatchObject({
      kind: 'final',
      reason: 'Misconfigured required field',
    });
    expect(of('INVALID_CURRENCY_CODE', 400)).toMatchObject({
      kind: 'final',
      reason: 'INVALID_CURRENCY_CODE',
      status: 400,
    });
    expect(of('404', 404)).toMatchObject({ kind: 'final', reason: '404' });
    expect(of('RETRYABLE_ERROR', 500)).toMatchObject({ kind: 'retry', reason: 'RETRYABLE_ERROR', status: 500 });
    expect(of('RETRYABLE_ERROR', 429)).toMatchObject({ kind: 'retry', status: 429 });
    expect(of('INVALID_AUTHENTICATION', 401)).toMatchObject({
      kind: 'final',
      reason: 'INVALID_AUTHENTICATION',
      status: 401,
    });
    expect(of('REFRESH_TOKEN_EXPIRED', 401)).toMatchObject({ kind: 'final', reason: 'REFRESH_TOKEN_EXPIRED' });
    expect(of('SELF_TIMEOUT', 408)).toMatchObject({ kind: 'retry', reason: 'SELF_TIMEOUT' });
    expect(of('odd', 200)).toMatchObject({ kind: 'final', reason: 'odd' });
    expect(of('a!b', 400)).toMatchObject({ reason: 'ab' });
  });

  it('knows the errors of the clients that the package brings along', () => {
    const aws = { name: 'NoSuchBucket', $metadata: { httpStatusCode: 404 } };
    expect(classifyError(thrown(aws), NOW)).toMatchObject({ kind: 'final', reason: 'NoSuchBucket', status: 404 });
    const slow = { name: 'ProvisionedThroughputExceededException', $metadata: { httpStatusCode: 400 }, $retryable: {} };
    expect(classifyError(thrown(slow), NOW)).toMatchObject({ kind: 'retry', reason: slow.name });
    const kafka = { name: 'KafkaJSProtocolError', retriable: false, type: 'TOPIC_AUTHORIZATION_FAILED' };
    expect(classifyError(thrown(kafka), NOW)).toMatchObject({ kind: 'final', reason: 'TOPIC_AUTHORIZATION_FAILED' });
    expect(classifyError(thrown({ ...kafka, retriable: true }), NOW)).toMatchObject({ kind: 'retry' });
  });

  it('takes anything unknown for a bug worth another try', () => {
    for (const error of [new TypeError('x is not a function'), 'text', null, undefined])
      expect(classifyError(error, NOW)).toMatchObject({ kind: 'retry', reason: 'INTERNAL' });
  });
});

describe('resultOfNode', () => {
  it('tells each event of a batch its own result, by the code that the definition gave', () => {
    expect(resultOfNode({ status: 200 })).toEqual({ kind: 'ok' });
    expect(resultOfNode(undefined)).toEqual({ kind: 'ok' });
    const rejected = { status: 400, errortype: 'PAYLOAD_VALIDATION_FAILED', errorreporter: 'INTEGRATIONS' };
    expect(resultOfNode(rejected)).toMatchObject({ kind: 'final', reason: 'MESSAGE_REJECTED' });
    expect(resultOfNode({ status: 400, errortype: 'BAD_REQUEST' })).toMatchObject({ kind: 'final', reason: '400' });
    expect(resultOfNode({ status: 429, errortype: 'TOO_MANY_REQUESTS' })).toMatchObject({
      kind: 'retry',
      reason: '429',
    });
    expect(resultOfNode({ status: 400, errortype: 'INVALID_EMAIL' })).toMatchObject({ reason: 'INVALID_EMAIL' });
  });
});

describe('resultsOfNodes', () => {
  it('does not count as delivered what an answer to a batch does not mention, unless it mentions nothing', () => {
    const ok = { kind: 'ok' };
    const untold = { kind: 'retry', reason: 'INTERNAL', message: expect.stringContaining('did not say') as string };
    expect(resultsOfNodes([{ status: 200 }], 3)).toMatchObject([ok, untold, untold]);
    expect(resultsOfNodes([{ status: 200 }, { status: 429 }], 2)).toMatchObject([ok, { reason: '429' }]);
    const filled = { status: 500, errortype: 'PAYLOAD_VALIDATION_FAILED', errorreporter: 'INTEGRATIONS' };
    expect(resultsOfNodes([{ status: 200 }, filled], 2)).toMatchObject([ok, untold]);
    expect(resultsOfNodes([], 2)).toEqual([ok, ok]);
  });
});
