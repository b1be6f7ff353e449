import type { IncomingMessage } from 'node:http';
import type { AppendResult } from '../../../log/group-commit';
import type { Refusal } from '../../../receive/answer';
import type { BodyProblem } from '../../../receive/read-body';
import type { Route } from '../../../receive/route';

/** What a sender is told whose events neither PostgreSQL nor the spool takes, or whose process ends. */
export const UNAVAILABLE: Refusal = {
  status: 503,
  code: 'unavailable',
  message: 'Events cannot be stored just now; send again.',
};

/** What a sender is told while there is more to do than this process may hold. */
export const OVERLOADED: Refusal = { status: 429, code: 'overloaded', message: 'Too many events at once; send again.' };

/** What a sender is told whose body could not be had. */
export const BODY_REFUSALS: Record<Exclude<BodyProblem, 'aborted'>, Refusal> = {
  too_large: {
    status: 400,
    code: 'too_large',
    message: 'Too large: one event may have 32 KB, one batch 500 KB.',
    close: true,
  },
  timeout: { status: 408, code: 'timeout', message: 'The body did not arrive in time.', close: true },
  overloaded: { ...OVERLOADED, close: true },
  unsupported_encoding: {
    status: 400,
    code: 'unsupported_encoding',
    message: 'Content-Encoding must be gzip or absent.',
    close: true,
  },
  bad_gzip: { status: 400, code: 'bad_gzip', message: 'The body is not valid gzip.' },
};

/** What a sender is told whose events were not kept. */
export const APPEND_REFUSALS: Record<Exclude<AppendResult, 'committed'>, Refusal> = {
  full: OVERLOADED,
  unavailable: UNAVAILABLE,
  rejected: { status: 500, code: 'internal', message: 'The events could not be stored.' },
};

/** What a sender is told who asks for a path that does not exist. */
export const NOT_FOUND: Refusal = {
  status: 404,
  code: 'not_found',
  message: 'There is no such path in the Tracking API.',
};

/** Why `route` cannot be asked in this way, or null. */
export function refuseMethod(route: Route, req: IncomingMessage, closing: boolean): Refusal | null {
  if (route.kind === 'pixel') {
    if (req.method === 'GET' || req.method === 'HEAD') return null;
    return { status: 405, code: 'method_not_allowed', message: 'Use GET.', allow: 'GET, HEAD, OPTIONS' };
  }
  if (req.method !== 'POST') return { status: 405, code: 'method_not_allowed', message: 'Use POST.' };
  return closing ? UNAVAILABLE : null;
}
