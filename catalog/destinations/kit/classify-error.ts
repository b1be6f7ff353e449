import { STATUS_CODES } from 'node:http';
import { networkCode } from '@/platform/outbound-http/outbound-error';
import { resultOfStatus, retryAfterMs, type ActionResult, type MultiStatusNode } from './action-result';

/** Codes of errors that a second try cannot mend: our own refusals, and definitions that break down. */
const FINAL_CODES = new Set(['BLOCKED_ADDRESS', 'INVALID_URL', 'DEFINITION_CRASHED']);
/** Names of the errors by which a mapped payload is refused before anything is sent. */
const REJECTIONS = new Set(['AggregateAjvError', 'ValidationError']);
/** Node and the request client have several words for "too slow". */
const TIMEOUTS = new Set(['ETIMEDOUT', 'ABORT_ERR', 'REQUESTCLIENTERROR', 'REQUESTTIMEOUTERROR', 'SELF_TIMEOUT']);
/** What a network code looks like, as against the error codes of the definitions. */
const NETWORK =
  /^(E[A-Z0-9]+|EAI_[A-Z]+|ERR_[A-Z_]+|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|DEPTH_ZERO_[A-Z_]+|SELF_SIGNED_[A-Z_]+|HPE_[A-Z_]+)$/;

interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  status?: unknown;
  response?: { status: number; headers: { get(name: string): string | null } };
}

/** The sentence for an answer with `status`. */
export function answered(status: number): string {
  const words = STATUS_CODES[status];
  const redirect = status >= 300 && status < 400 ? ' Redirects are not followed.' : '';
  return `The destination answered ${status}${words ? ` ${words}` : ''}.${redirect}`;
}

/** What an error thrown by an action means. `now` dates a Retry-After. */
export function classifyError(error: unknown, now: number): ActionResult {
  const thrown = (error !== null && typeof error === 'object' ? error : {}) as Thrown;
  const message = thrown.message ?? String(error);
  if (thrown.response) {
    const { status, headers } = thrown.response;
    return resultOfStatus(status, answered(status), retryAfterMs(headers.get('retry-after'), now));
  }
  if (REJECTIONS.has(thrown.name ?? '') || thrown.code === 'PAYLOAD_VALIDATION_FAILED')
    return { kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message };
  const code = networkCode(error);
  if (code && FINAL_CODES.has(code)) return { kind: 'final', reason: code, status: null, message };
  if (code && TIMEOUTS.has(code))
    return { kind: 'retry', reason: 'ETIMEDOUT', status: null, message, retryAfterMs: null };
  if (typeof thrown.status === 'number') {
    const result = resultOfStatus(thrown.status, message);
    // 400 without an answer: the definition itself found the event wanting.
    return result.kind === 'final' && thrown.status === 400 ? { ...result, reason: 'MESSAGE_REJECTED' } : result;
  }
  if (code && NETWORK.test(code)) return { kind: 'retry', reason: code, status: null, message, retryAfterMs: null };
  return { kind: 'retry', reason: 'INTERNAL', status: null, message, retryAfterMs: null };
}

/** What the answer to a batch means for one of its events; an event that it does not mention went through. */
export function resultOfNode(node: MultiStatusNode | undefined): ActionResult {
  if (!node || !Number.isInteger(node.status)) return { kind: 'ok' };
  if (node.errortype === 'PAYLOAD_VALIDATION_FAILED' && node.errorreporter === 'INTEGRATIONS')
    return { kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message: node.errormessage ?? 'Rejected.' };
  return resultOfStatus(node.status, node.errormessage ?? answered(node.status));
}
