import { explainCode, statusOf, type EventVerdict, type Verdicts } from './verdicts';

/** What an honest answer says of one event. */
interface EventResult {
  index: number;
  messageId: string | null;
  status: number;
  code?: string;
  message?: string;
}

/** An honest answer whose events were read: status and body. */
export interface HonestAnswer {
  status: 200 | 401 | 403 | 422;
  body: {
    success: boolean;
    code?: string;
    message?: string;
    requestId: string;
    /** Of a single call. */
    messageId?: string | null;
    /** Of a batch. */
    results?: EventResult[];
  };
}

/**
 * Says what became of the events of a request. A batch of which some events are kept is answered 200 with
 * `success: false`: any other status makes some SDKs send the whole batch again (ADR 9). When none is kept, the status is
 * that of its events, or 422 when they differ.
 */
export function honestAnswer(kind: 'single' | 'batch', verdicts: Verdicts, requestId: string): HonestAnswer {
  return kind === 'single' ? ofSingle(verdicts, requestId) : ofBatch(verdicts, requestId);
}

/** Says of a request that it is kept, and judged once its write key can be looked up. */
export function unjudgedAnswer(requestId: string): HonestAnswer {
  const message = 'The request is kept. Its events are judged once the write key can be looked up.';
  return { status: 200, body: { success: true, code: 'kept_unread', message, requestId } };
}

function ofSingle({ events: [event] }: Verdicts, requestId: string): HonestAnswer {
  const code = event?.code ?? null;
  const messageId = event?.messageId ?? null;
  if (code === null) return { status: 200, body: { success: true, requestId, messageId } };
  return {
    status: statusOf(code),
    body: { success: false, code, message: explainCode(code), requestId, messageId },
  };
}

function ofBatch({ events, problem }: Verdicts, requestId: string): HonestAnswer {
  if (problem === 'batch_too_long') {
    // One answer for all of it: thousands of results would say the same.
    const message = explainCode(problem);
    return { status: statusOf(problem), body: { success: false, code: problem, message, requestId } };
  }
  const results = events.map(toResult);
  const refused = events.filter((event) => event.code !== null);
  const [first] = refused;
  if (problem === null && !first) return { status: 200, body: { success: true, requestId, results } };
  const kept = events.length - refused.length;
  if (kept > 0 || !first) {
    const code = problem ?? 'multi_user_error';
    const message = first ? `${refused.length} of ${events.length} events were not accepted.` : explainCode(code);
    return { status: first ? 200 : statusOf(problem), body: { success: false, code, message, requestId, results } };
  }
  const same = refused.every((event) => event.code === first.code);
  const code = problem ?? (same ? (first.code ?? 'multi_user_error') : 'multi_user_error');
  const message = same || problem !== null ? explainCode(code) : 'None of the events was accepted.';
  return { status: same ? statusOf(first.code) : 422, body: { success: false, code, message, requestId, results } };
}

function toResult({ index, messageId, code }: EventVerdict): EventResult {
  if (code === null) return { index, messageId, status: 200 };
  return { index, messageId, status: statusOf(code), code, message: explainCode(code) };
}
