import type { DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { formatCount, formatShare } from '../ui/data/format';

const PERIOD_WORDS: Record<DeliverySummary['period'], string> = {
  '30m': 'the last 30 minutes',
  '1h': 'the last hour',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
};

function events(count: number): string {
  return `${formatCount(count)} ${count === 1 ? 'event' : 'events'}`;
}

/** The answer of the page in a sentence. */
export function Headline({ summary }: { summary: DeliverySummary }) {
  const delivered = summary.deliveredFirstTry + summary.deliveredOnRetry;
  const ended = delivered + summary.failed;
  const waiting = summary.pending.waiting + summary.pending.retrying;
  const period = PERIOD_WORDS[summary.period];
  if (ended === 0) {
    return (
      <p className="text-lg">
        {waiting > 0 ? (
          <>
            <strong className="font-semibold">{events(waiting)}</strong> on the way, none delivered in {period} yet.
          </>
        ) : (
          <>No deliveries in {period}.</>
        )}
        {summary.filtered > 0 && <span className="text-muted"> {events(summary.filtered)} kept back.</span>}
      </p>
    );
  }
  return (
    <p className="text-lg">
      <strong className="font-semibold">{formatShare(delivered, ended)}</strong> of what should have arrived has arrived
      in {period}.{summary.failed > 0 && <span className="text-muted"> {events(summary.failed)} failed.</span>}
      {summary.failed === 0 && summary.pending.retrying > 0 && (
        <span className="text-muted"> {events(summary.pending.retrying)} to be tried again.</span>
      )}
    </p>
  );
}
