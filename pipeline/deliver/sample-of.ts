import type { Exchange } from '@/platform/outbound-http/outbound-context';
import { redactExchange, redactor } from '@/platform/outbound-http/redact';
import { storableText } from '@/platform/storable-text';
import type { AttemptSample } from '@/storage/deliveries/add-attempt-samples';
import type { Verdict } from './verdict';

/** Samples taken at once per destination and reason, which is as many as are kept, and how many a second after that. */
const BURST = 10;
const PER_SECOND = 1;
const MOST_KEYS = 10_000;

/** Decides which failures become samples, so that thousands of failures a second cost no more than a few. */
export class SampleBudget {
  private readonly left = new Map<string, { tokens: number; at: number }>();

  /** Whether a failure at `now` (milliseconds) may become a sample; taking it costs one of the budget. */
  take(destinationId: string, reason: string, now: number): boolean {
    const key = `${destinationId} ${reason}`;
    const { tokens, at } = this.left.get(key) ?? { tokens: BURST, at: now };
    const filled = Math.min(BURST, tokens + ((now - at) / 1000) * PER_SECOND);
    if (this.left.size >= MOST_KEYS) this.left.clear();
    this.left.set(key, { tokens: filled >= 1 ? filled - 1 : filled, at: now });
    return filled >= 1;
  }
}

const clean = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [storableText(key), storableText(value)]));

/** The sample of a delivery that did not end well, without the destination's secrets. */
export function sampleOf(
  verdict: Exclude<Verdict, { kind: 'delivered' }>,
  exchange: Exchange | null,
  secrets: readonly string[],
): AttemptSample {
  const { delivery } = verdict;
  const redact = redactor(secrets);
  const shown = exchange && redactExchange(exchange, redact);
  const { request, response } = shown ?? { request: null, response: null };
  return {
    workspaceId: delivery.workspaceId,
    destinationId: delivery.destinationId,
    reason: verdict.reason,
    at: verdict.at,
    eventId: delivery.eventId,
    messageId: delivery.messageId,
    message: storableText(redact(verdict.message)),
    sent: storableText(redact(delivery.payload ?? '')),
    request: request && {
      method: request.method,
      url: storableText(request.url),
      headers: clean(request.headers),
      body: storableText(request.body),
    },
    response: response && { ...response, headers: clean(response.headers), body: storableText(response.body) },
  };
}
