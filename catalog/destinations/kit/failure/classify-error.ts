import { STATUS_CODES } from 'node:http';
import { networkCode } from '@/platform/outbound-http/outbound-error';
import { plainMessage } from './plain-message';
import {
  isRetryableStatus,
  resultOfStatus,
  retryAfterMs,
  type ActionResult,
  type MultiStatusNode,
} from '../action-result';

/** Codes of errors that a second try cannot mend: our own refusals, and definitions that break down. */
const FINAL_CODES = new Set(['BLOCKED_ADDRESS', 'INVALID_URL', 'RESPONSE_TOO_LARGE', 'DRY_RUN', 'DEFINITION_CRASHED']);
/** Names of the errors by which a mapped payload is refused before anything is sent. */
const REJECTIONS = new Set(['AggregateAjvError', 'ValidationError']);
/** The library's code for the same; users know it as MESSAGE_REJECTED (segment-facts 4.8). */
const REJECTED = 'PAYLOAD_VALIDATION_FAILED';
/** Node and the request client have several words for "too slow". */
const TIMEOUTS = new Set(['ETIMEDOUT', 'ABORT_ERR', 'REQUESTCLIENTERROR', 'REQUESTTIMEOUTERROR', 'TimeoutError']);
/** What a network code looks like, as against the error codes of the definitions. */
const NETWORK =
  /^(E[A-Z0-9]+|EAI_[A-Z]+|ERR_[A-Z_0-9]+|CERT_[A-Z_]+|UNABLE_TO_[A-Z_]+|DEPTH_ZERO_[A-Z_]+|SELF_SIGNED_[A-Z_]+|HPE_[A-Z_]+|UND_ERR_[A-Z_]+)$/;
/** A code is a word or a few; longer texts belong into the message. */
const LONGEST_CODE = 64;

interface Thrown {
  name?: string;
  message?: string;
  code?: unknown;
  status?: unknown;
  response?: { status?: unknown; headers?: { get?(name: string): string | null } };
  /** Errors of the AWS SDK. */
  $metadata?: { httpStatusCode?: unknown };
  $retryable?: unknown;
  /** Errors of the Kafka client. */
  retriable?: unknown;
  type?: unknown;
}

/** The sentence for an answer with `status`. */
export function answered(status: number): string {
  const words = STATUS_CODES[status];
  const redirect = status >= 300 && status < 400 ? ' Redirects are not followed.' : '';
  return `The destination answered ${status}${words ? ` ${words}` : ''}.${redirect}`;
}

/** The code that a definition threw, as users see it; null when it threw none. "!" ends a code in stored progress. */
function codeOf(code: unknown): string | null {
  const text = typeof code === 'string' || typeof code === 'number' ? String(code).replaceAll('!', '').trim() : '';
  if (text === REJECTED) return 'MESSAGE_REJECTED';
  return text === '' ? null : text.slice(0, LONGEST_CODE);
}

/** A failure with a status that is not (only) the vendor's answer: the code thrown is the reason, else the status. */
function failure(status: number, code: string | null, message: string): ActionResult {
  const result = resultOfStatus(status, message);
  // A definition that throws a success did not mean one.
  if (result.kind === 'ok') return { kind: 'final', reason: code ?? String(status), status, message };
  // 400 without a code and without an answer: the definition itself found the event wanting.
  return { ...result, reason: code ?? (status === 400 ? 'MESSAGE_REJECTED' : String(status)) };
}

const retry = (reason: string, message: string): ActionResult => ({
  kind: 'retry',
  reason,
  status: null,
  message,
  retryAfterMs: null,
});

/** Errors of clients that the package brings along, by their own marks; null for all others. */
function classifyForeign(thrown: Thrown, message: string): ActionResult | null {
  const name = codeOf(thrown.name) ?? 'INTERNAL';
  const status = thrown.$metadata?.httpStatusCode;
  if (typeof status === 'number') {
    if (thrown.$retryable && !isRetryableStatus(status))
      return { kind: 'retry', reason: name, status, message, retryAfterMs: null };
    return failure(status, name, message);
  }
  if (typeof thrown.retriable === 'boolean') {
    const reason = codeOf(thrown.type) ?? name;
    return thrown.retriable ? retry(reason, message) : { kind: 'final', reason, status: null, message };
  }
  return null;
}

/**
 * What an error thrown by an action means: the one place where classes of errors become outcomes. An answer of the vendor
 * goes by its status; an error with a code keeps that code as its reason and goes by its status; network failures are
 * tried again; what is unknown is taken for a bug worth another try. `now` dates a Retry-After.
 */
export function classifyError(error: unknown, now: number): ActionResult {
  const thrown = (error !== null && typeof error === 'object' ? error : {}) as Thrown;
  const message = plainMessage(error);
  if (typeof thrown.response?.status === 'number') {
    const { status, headers } = thrown.response;
    return resultOfStatus(status, answered(status), retryAfterMs(headers?.get?.('retry-after'), now));
  }
  if (REJECTIONS.has(thrown.name ?? '') || thrown.code === REJECTED)
    return { kind: 'final', reason: 'MESSAGE_REJECTED', status: null, message };
  const code = networkCode(error);
  if (code && FINAL_CODES.has(code)) return { kind: 'final', reason: code, status: null, message };
  if ((code && TIMEOUTS.has(code)) || TIMEOUTS.has(thrown.name ?? '')) return retry('ETIMEDOUT', message);
  if (typeof thrown.status === 'number') return failure(thrown.status, codeOf(thrown.code), message);
  return (
    classifyForeign(thrown, message) ?? (code && NETWORK.test(code) ? retry(code, message) : retry('INTERNAL', message))
  );
}

/** The library's name for a status: 400 is BAD_REQUEST. */
const nameOf = (status: number) => (STATUS_CODES[status] ?? '').toUpperCase().replaceAll(/[^A-Z]+/g, '_');

const UNTOLD: ActionResult = {
  kind: 'retry',
  reason: 'INTERNAL',
  status: null,
  message: 'The code of the destination did not say what became of this event.',
  retryAfterMs: null,
};

/** What the answer to a batch means for one of its events; an entry without a status went through. */
export function resultOfNode(node: MultiStatusNode | undefined): ActionResult {
  if (!node || !Number.isInteger(node.status)) return { kind: 'ok' };
  const { status, errortype, errormessage, errorreporter } = node;
  if (errortype === REJECTED && errorreporter === 'INTEGRATIONS' && status === 400)
    return {
      kind: 'final',
      reason: 'MESSAGE_REJECTED',
      status: null,
      message: plainMessage(errormessage ?? 'Rejected.'),
    };
  // What the library fills in where a definition's answer to a batch is too short.
  if (errortype === REJECTED && errorreporter === 'INTEGRATIONS' && status === 500) return UNTOLD;
  const result = resultOfStatus(status, errormessage ? plainMessage(errormessage) : answered(status));
  // The library fills in the name of the status where a definition gave no type of its own.
  const code = errortype === nameOf(status) || errortype === 'UNKNOWN_ERROR' ? null : codeOf(errortype);
  return result.kind === 'ok' || code === null ? result : { ...result, reason: code };
}

/**
 * What the answer to a batch of `count` events means for each. No entries at all mean that all went through; when there
 * are some, an event without one may have been lost, and is tried again.
 */
export function resultsOfNodes(nodes: MultiStatusNode[], count: number): ActionResult[] {
  const told = nodes.length > 0;
  return Array.from({ length: count }, (_, index) => (told && !(index in nodes) ? UNTOLD : resultOfNode(nodes[index])));
}
