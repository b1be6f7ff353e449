import type { Exchange } from '@/platform/outbound-http/outbound-context';
import { redactExchange, redactor } from '@/platform/outbound-http/redact';
import { storableText } from '@/platform/storable-text';
import type { AttemptSample } from '@/storage/deliveries/add-attempt-samples';
import type { Verdict } from './verdict';

/** Samples taken per destination and reason and second; the newest ten are all that is ever kept. */
const PER_SECOND = 2;

/**
 * Decides which failures become samples, so that thousands of failures a second cost no more than a few. Bounded in
 * memory: forgets everything once a second.
 */
export class SampleBudget {
  private second = 0;
  private spent = new Map<string, number>();

  take(destinationId: string, reason: string, now: number): boolean {
    const second = Math.floor(now / 1000);
    if (second !== this.second) {
      this.second = second;
      this.spent = new Map();
    }
    const key = `${destinationId} ${reason}`;
    const count = this.spent.get(key) ?? 0;
    this.spent.set(key, count + 1);
    return count < PER_SECOND;
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
