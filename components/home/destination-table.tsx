import type { HomeDestination } from '@/control-plane/home/get-home';
import { healthInWords } from '../delivery/health-badge';
import { formatCount, formatShare } from '../ui/data/format';
import { Latency } from '../ui/data/latency';
import { RowLink } from '../ui/data/row-link';
import { Sparkline } from '../ui/data/sparkline';
import { StateGlyph, type State } from '../ui/data/state-glyph';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

const STATES: Record<
  'account' | 'failing' | 'held' | 'paused' | 'retrying' | 'disabled' | 'quiet' | 'fine',
  { state: State; word: string }
> = {
  account: { state: 'failed', word: 'Its account needs connecting' },
  held: { state: 'held', word: 'Held back: it fails too often' },
  paused: { state: 'held', word: 'Paused: it asked for patience' },
  failing: { state: 'failed', word: 'Failing' },
  retrying: { state: 'retrying', word: 'Retrying' },
  disabled: { state: 'filtered', word: 'Disabled' },
  quiet: { state: 'pending', word: 'No deliveries yet' },
  fine: { state: 'delivered', word: 'Delivering' },
};

function stateOf(destination: HomeDestination): keyof typeof STATES {
  if (!destination.enabled) return 'disabled';
  if (destination.account) return 'account';
  if (destination.held) return destination.held === 'paused' ? 'paused' : 'held';
  return destination.health.state;
}

/** The busiest destinations with their last 24 hours, those that fail first. */
export function DestinationTable({ destinations, slug }: { destinations: HomeDestination[]; slug: string }) {
  return (
    <Table label="Destinations, last 24 hours" inset className="table-fixed">
      <THead>
        <Tr>
          <Th>Name</Th>
          <Th fold className="w-36">
            24 h
          </Th>
          <Th numeric className="w-24 max-md:w-22">
            Delivered
          </Th>
          <Th numeric className="w-28 max-md:w-16">
            p95
          </Th>
        </Tr>
      </THead>
      <TBody>
        {destinations.map((destination) => {
          const kind = stateOf(destination);
          const { state, word } = STATES[kind];
          const figures = kind === destination.health.state ? healthInWords(destination.health) : null;
          return (
            <Tr key={destination.id}>
              <Td>
                <span className="flex min-w-0 items-center gap-2">
                  <StateGlyph state={state} label={figures ? `${word}: ${figures}` : word} />
                  <RowLink
                    href={`/${slug}/destinations/${destination.id}`}
                    className="truncate"
                    title={`${destination.name}, from ${destination.sourceName}`}
                  >
                    {destination.name}
                  </RowLink>
                  <span className="truncate text-xs text-muted max-sm:hidden">from {destination.sourceName}</span>
                </span>
              </Td>
              <Td fold>
                <Sparkline
                  values={destination.hours}
                  label={`${formatCount(destination.delivered)} events delivered over 24 hours`}
                  className={state === 'failed' ? 'text-failed-mark' : 'text-delivered-mark'}
                />
              </Td>
              <Td numeric className={destination.failed > 0 ? 'text-failed-text' : undefined}>
                {formatShare(destination.delivered, destination.delivered + destination.failed) ?? (
                  <span className="text-faint">–</span>
                )}
              </Td>
              <Td numeric>
                <Latency ms={destination.p95Ms} />
              </Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
