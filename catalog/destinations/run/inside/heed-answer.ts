import type { Exchange } from '@/platform/outbound-http/outbound-context';
import { resultOfStatus, retryAfterMs, type ActionResult, type MultiStatusNode } from '../../kit/action-result';
import { answered, resultOfNode } from '../../kit/failure/classify-error';

/** Answers that mean "not taken" whoever asked; a definition may well expect a 404 or 409 and go on. */
const refuses = (status: number) => [401, 403, 407, 429].includes(status) || status >= 500;
/** Of them, those that no definition has a better word for. A 403 may be a limit, which only the definition knows. */
const speaksForItself = (status: number) => status === 401 || status === 429 || status >= 500;

/** Whether all events came to one end, so that one answer may be the reason. */
const ofOneKind = (results: ActionResult[]) =>
  new Set(results.map((result) => (result.kind === 'ok' ? 'ok' : result.reason))).size === 1;

const took = ({ request, response }: Exchange) =>
  response !== null && response.status >= 200 && response.status < 300 && !['GET', 'HEAD'].includes(request.method);

/**
 * The answer that decides. Where something was taken and the run ended well, an answer that was thrown at the definition
 * was caught there on purpose: one of several addresses failed, or something on the side. What it asked not to be thrown,
 * it may never have looked at.
 */
function deciding(
  results: ActionResult[],
  exchanges: Exchange[],
  caught: (one: Exchange) => boolean,
): Exchange | undefined {
  const tolerant = results.every(({ kind }) => kind === 'ok') && exchanges.some(took);
  return exchanges.findLast((one) => !tolerant || !caught(one));
}

/**
 * `results` in the light of the last answer of the run. Some definitions never look at their answers (Gameball's): what
 * was refused must not be counted as delivered. Others throw an error of their own instead of the answer's: 401 becomes
 * a 500 that is tried for hours, 500 an invalid event that is given up at once, and Retry-After is lost. `caught` tells of an
 * answer whether it was thrown at the definition.
 */
export function heedAnswer(
  results: ActionResult[],
  exchanges: Exchange[],
  now: number,
  caught: (one: Exchange) => boolean = () => false,
): ActionResult[] {
  const last = deciding(results, exchanges, caught)?.response;
  if (!last || !refuses(last.status) || !ofOneKind(results)) return results;
  const wait = retryAfterMs(last.headers['retry-after'], now);
  return results.map((result) => {
    if (result.kind === 'ok') return resultOfStatus(last.status, answered(last.status), wait);
    if (result.status === last.status)
      return result.kind === 'retry' ? { ...result, retryAfterMs: result.retryAfterMs ?? wait } : result;
    return speaksForItself(last.status) ? resultOfStatus(last.status, result.message, wait) : result;
  });
}

/**
 * What `perform` returned for its one event: some actions answer the way they do for a batch, and throw nothing though
 * the event was refused. Anything else means that it went through.
 */
export function verdictOf(returned: unknown): ActionResult {
  const { getResponseAtIndex } = (returned ?? {}) as {
    getResponseAtIndex?: (index: number) => { value(): MultiStatusNode } | undefined;
  };
  return resultOfNode(getResponseAtIndex?.call(returned, 0)?.value());
}
