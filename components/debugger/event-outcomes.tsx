import Link from 'next/link';
import { DELIVERY_REASONS, FILTER_REASONS } from '@/spec/outcome';
import type { DestinationOutcome } from '@/control-plane/debugger/get-event';
import { formatLatency } from '../ui/data/format';
import { RelativeTime } from '../ui/data/relative-time';
import { StateBadge } from '../ui/data/state-badge';
import type { State } from '../ui/data/state-glyph';

const WORDS: Record<string, string> = { ...FILTER_REASONS, ...DELIVERY_REASONS };

/** How an end or a waiting is drawn and said. */
function look(outcome: DestinationOutcome): { state: State; words: string } {
  switch (outcome.outcome) {
    case 'successful_delivery':
      return { state: 'delivered', words: outcome.latencyMs === null ? '' : formatLatency(outcome.latencyMs) };
    case 'pending_retry':
      if (outcome.held) return { state: 'held', words: `held back${outcome.reason ? ` after ${outcome.reason}` : ''}` };
      if (outcome.attempts === 0) return { state: 'pending', words: 'on its way' };
      return { state: 'retrying', words: `retrying${outcome.reason ? ` after ${outcome.reason}` : ''}` };
    case 'failed_delivery':
      return { state: 'failed', words: outcome.reason ?? 'failed' };
    case 'no_destination':
      return { state: 'filtered', words: 'No destination wanted it' };
    default:
      return { state: 'filtered', words: `filtered${outcome.reason ? `: ${outcome.reason}` : ''}` };
  }
}

/** Where an event stands at each destination, as badges that lead to the destination, and the way to its event tester. */
export function EventOutcomes({
  workspace,
  eventId,
  outcomes,
}: {
  workspace: string;
  eventId: string;
  outcomes: DestinationOutcome[];
}) {
  return (
    <ul aria-label="Destinations" className="mt-2.5 flex flex-wrap gap-1.5">
      {outcomes.map((outcome, index) => {
        const { state, words } = look(outcome);
        const label = [outcome.destinationId ? (outcome.name ?? 'Deleted destination') : null, words]
          .filter(Boolean)
          .join(' · ');
        const badge = <StateBadge state={state} label={label} />;
        const meaning = outcome.reason ? WORDS[outcome.reason] : undefined;
        return (
          <li key={`${outcome.destinationId ?? ''}-${index}`} title={meaning} className="flex items-center gap-1.5">
            {outcome.destinationId && outcome.name !== null ? (
              <>
                <Link
                  href={`/${workspace}/destinations/${outcome.destinationId}`}
                  className="rounded-sm hover:underline"
                >
                  {badge}
                </Link>
                <Link
                  href={`/${workspace}/destinations/${outcome.destinationId}/tester?event=${eventId}`}
                  aria-label={`Test this event at ${outcome.name}`}
                  className="link text-2xs"
                >
                  Test
                </Link>
              </>
            ) : (
              badge
            )}
            {outcome.attempts > 1 && <span className="text-2xs text-muted">{outcome.attempts} tries</span>}
            {outcome.nextAt && (outcome.attempts > 0 || outcome.held) && (
              <RelativeTime due at={outcome.nextAt} className="text-2xs text-muted" />
            )}
          </li>
        );
      })}
    </ul>
  );
}
