import type { DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { formatShare } from '../ui/data/format';
import { Count } from '../ui/data/count';
import { Latency } from '../ui/data/latency';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph, type State } from '../ui/data/state-glyph';

function Metric({
  label,
  state,
  value,
  note,
}: {
  label: string;
  state?: State;
  value: React.ReactNode;
  note: React.ReactNode;
}) {
  return (
    <div className="min-w-0 border-line px-4 py-3 first:pl-0 max-lg:border-b max-lg:px-0 lg:not-first:border-l">
      <dt className="flex items-center gap-1.5 text-muted">
        {state && <StateGlyph state={state} />}
        {label}
      </dt>
      <dd className="text-xl font-semibold tabular-nums">{value}</dd>
      <dd className="min-h-4 text-xs text-muted">{note}</dd>
    </div>
  );
}

function PendingNote({ pending }: { pending: DeliverySummary['pending'] }) {
  if (pending.retrying > 0) {
    return (
      <>
        <Count value={pending.retrying} /> to be tried again
      </>
    );
  }
  if (pending.oldestAt) {
    return (
      <>
        oldest from <RelativeTime at={pending.oldestAt} />
      </>
    );
  }
  return 'nothing waits';
}

/** What happened, in five numbers: of the period, but for what is pending now. */
export function MetricRow({ summary }: { summary: DeliverySummary }) {
  const delivered = summary.deliveredFirstTry + summary.deliveredOnRetry;
  const ended = delivered + summary.failed;
  const { pending } = summary;
  const waiting = pending.waiting + pending.retrying;
  const share = (part: number) => (ended > 0 ? `${formatShare(part, ended)} of those that ended` : '');
  return (
    <dl className="grid grid-cols-2 gap-x-4 sm:grid-cols-3 lg:grid-cols-5 lg:gap-x-0">
      <Metric
        state="delivered"
        label="Delivered on first try"
        value={<Count value={summary.deliveredFirstTry} />}
        note={share(summary.deliveredFirstTry)}
      />
      <Metric
        state="delivered"
        label="Delivered on retry"
        value={<Count value={summary.deliveredOnRetry} />}
        note={share(summary.deliveredOnRetry)}
      />
      <Metric
        state="failed"
        label="Failed"
        value={<Count value={summary.failed} className={summary.failed > 0 ? 'text-failed-text' : undefined} />}
        note={share(summary.failed)}
      />
      <Metric
        state={pending.retrying > 0 ? 'retrying' : 'pending'}
        label="Pending now"
        value={
          <>
            <Count value={pending.more ? 100_000 : waiting} />
            {pending.more && '+'}
          </>
        }
        note={<PendingNote pending={pending} />}
      />
      <Metric
        label="P95 latency"
        value={<Latency ms={summary.p95LatencyMs} />}
        note="from our API to the destination"
      />
    </dl>
  );
}
