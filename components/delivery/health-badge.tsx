import type { DestinationHealth } from '@/control-plane/delivery-metrics/health/destination-health';
import { formatCount } from '../ui/data/format';
import { StateBadge } from '../ui/data/state-badge';
import type { State } from '../ui/data/state-glyph';

const LOOKS: Record<DestinationHealth['state'], { state: State; label: string }> = {
  failing: { state: 'failed', label: 'Failing' },
  retrying: { state: 'retrying', label: 'Retrying' },
  fine: { state: 'delivered', label: 'Enabled' },
  quiet: { state: 'delivered', label: 'Enabled' },
};

const MOST_COUNTED = 1000;

/** The figures behind the state of a destination; null when there is nothing to say. */
export function healthInWords({ state, tries, failedTries, waiting }: DestinationHealth): string | null {
  if (state === 'failing') {
    if (tries === 1) return 'the last try failed';
    const of =
      failedTries === tries ? `all ${formatCount(tries)}` : `${formatCount(failedTries)} of ${formatCount(tries)}`;
    return `${of} recent tries failed`;
  }
  if (state !== 'retrying') return null;
  const many = waiting >= MOST_COUNTED ? '1,000 or more' : formatCount(waiting);
  return `${many} ${waiting === 1 ? 'waits' : 'wait'} for another try`;
}

/** Whether events arrive at an enabled destination, with the figures that say so. */
export function HealthBadge({ health }: { health: DestinationHealth }) {
  const { state, label } = LOOKS[health.state];
  const words = healthInWords(health);
  return (
    <span title={words ? 'Of the quarter of an hour up to the last try; what waits is of now.' : undefined}>
      <StateBadge state={state} label={label} />
      {words && <span className="mt-0.5 block text-xs text-muted">{words}</span>}
    </span>
  );
}
