import type { Exchange } from '@/platform/outbound-http/outbound-context';
import { resultOfStatus, retryAfterMs, type ActionResult } from './action-result';
import { answered } from './classify-error';

/** Answers that mean "not taken" whoever asked; a definition may well expect a 404 or 409 and go on. */
const refuses = (status: number) => [401, 403, 407, 429].includes(status) || status >= 500;

/**
 * `results` in the light of the last answer of the run. Some definitions never look at their answers (Gameball's): what
 * was refused must not be counted as delivered. Others turn an answer into an error of their own and lose Retry-After.
 */
export function heedAnswer(results: ActionResult[], exchanges: Exchange[], now: number): ActionResult[] {
  const last = exchanges.at(-1)?.response;
  if (!last) return results;
  const wait = retryAfterMs(last.headers['retry-after'], now);
  if (refuses(last.status) && results.every(({ kind }) => kind === 'ok'))
    return results.map(() => resultOfStatus(last.status, answered(last.status), wait));
  return results.map((result) =>
    result.kind === 'retry' && result.retryAfterMs === null && result.status === last.status
      ? { ...result, retryAfterMs: wait }
      : result,
  );
}
