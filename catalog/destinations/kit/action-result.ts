/** How one action ended for one event. */
export type ActionResult =
  | { kind: 'ok' }
  /** Worth another try. `retryAfterMs` is what the destination asked for, uncapped. */
  | { kind: 'retry'; reason: string; status: number | null; message: string; retryAfterMs: number | null }
  /** Trying again would not help. */
  | { kind: 'final'; reason: string; status: number | null; message: string };

/** Statuses below 500 after which a retry may help (segment-facts 4.10). */
const RETRIED_4XX = new Set([408, 423, 425, 429]);

/** Whether an answer with `status` is worth another try: 408, 423, 425, 429 and 5xx except 501. */
export function isRetryableStatus(status: number): boolean {
  return RETRIED_4XX.has(status) || (status >= 500 && status !== 501);
}

/** The result that an answer with `status` means; redirects are final, because they are never followed. */
export function resultOfStatus(status: number, message: string, retryAfterMs: number | null = null): ActionResult {
  if (status >= 200 && status < 300) return { kind: 'ok' };
  const reason = String(status);
  return isRetryableStatus(status)
    ? { kind: 'retry', reason, status, message, retryAfterMs }
    : { kind: 'final', reason, status, message };
}

/** Milliseconds that a Retry-After header asks to wait (seconds or an HTTP date), or null when there is none. */
export function retryAfterMs(header: string | null | undefined, now: number): number | null {
  if (!header) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

/** What a batch's answer says about one event; statuses of vendors, and refusals before anything was sent. */
export interface MultiStatusNode {
  status: number;
  errortype?: string;
  errormessage?: string;
  errorreporter?: string;
}
