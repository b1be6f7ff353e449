import Link from 'next/link';
import type { BreakersById } from '@/control-plane/deliveries/list-breakers';
import type { AccountState, AccountStatesById } from '@/control-plane/destination-oauth/list-account-states';
import type { DestinationHealth } from '@/control-plane/delivery-metrics/health/destination-health';
import type { HealthById } from '@/control-plane/delivery-metrics/health/list-destination-health';
import type { DestinationTotalsById } from '@/control-plane/delivery-metrics/list-destination-totals';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import { BreakerBadge } from '../delivery/breaker-badge';
import { HealthBadge } from '../delivery/health-badge';
import { AccountBadge } from '../destination-oauth/account-badge';
import { BrandMark } from '../ui/data/brand-mark';
import { Count } from '../ui/data/count';
import { RowLink } from '../ui/data/row-link';
import { StateBadge, Tag } from '../ui/data/state-badge';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

function Status({
  enabled,
  health,
  held,
  account,
}: {
  enabled: boolean;
  health: DestinationHealth | undefined;
  held: BreakersById[string] | undefined;
  account: AccountState | undefined;
}) {
  if (account) return <AccountBadge state={account} short />;
  if (!enabled) return <Tag>Disabled</Tag>;
  if (held) return <BreakerBadge state={held.state} />;
  return health ? <HealthBadge health={health} /> : <StateBadge state="delivered" label="Enabled" />;
}

/** Destinations with whether events arrive there, and what they did in the last 24 hours. */
export function DestinationTable({
  destinations,
  totals,
  health,
  breakers,
  accounts,
  typeNames,
  base,
  sourcesHref,
}: {
  destinations: DestinationView[];
  totals: DestinationTotalsById;
  health?: HealthById;
  /** Those that are held back or paused. */
  breakers?: BreakersById;
  /** Those that need a person to connect an account. */
  accounts?: AccountStatesById;
  /** Names of the types, by type. */
  typeNames: Record<string, string>;
  /** Address of the list. */
  base: string;
  sourcesHref: string;
}) {
  return (
    <Table label="Destinations">
      <THead>
        <Tr>
          <Th>Name</Th>
          <Th fold>Source</Th>
          <Th>Status</Th>
          <Th numeric fold>
            Delivered, 24 h
          </Th>
          <Th numeric>
            Failed<span className="max-md:sr-only"> for good, 24 h</span>
          </Th>
        </Tr>
      </THead>
      <TBody>
        {destinations.map((destination) => {
          const { delivered, failed } = totals[destination.id] ?? { delivered: 0, failed: 0 };
          return (
            <Tr key={destination.id}>
              <Td>
                <div className="flex items-center gap-2.5">
                  <BrandMark type={destination.type} name={typeNames[destination.type] ?? destination.type} size={22} />
                  <div className="min-w-0">
                    <RowLink href={`${base}/${destination.id}/delivery`}>{destination.name}</RowLink>
                    <div className="text-xs wrap-anywhere text-muted">
                      {typeNames[destination.type] ?? destination.type}
                      <span className="md:hidden"> · from {destination.sourceName}</span>
                    </div>
                  </div>
                </div>
              </Td>
              <Td fold>
                <Link
                  className="relative z-1 text-muted hover:text-default"
                  href={`${sourcesHref}/${destination.sourceId}`}
                >
                  {destination.sourceName}
                </Link>
              </Td>
              <Td>
                <Status
                  enabled={destination.enabled}
                  health={health?.[destination.id]}
                  held={breakers?.[destination.id]}
                  account={accounts?.[destination.id]}
                />
              </Td>
              <Td numeric fold>
                <Count value={delivered} />
              </Td>
              <Td numeric>
                <Count
                  value={failed}
                  className={failed > 0 ? 'text-failed-text tabular-nums' : 'tabular-nums text-faint'}
                />
              </Td>
            </Tr>
          );
        })}
      </TBody>
    </Table>
  );
}
