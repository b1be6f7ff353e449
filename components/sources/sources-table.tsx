import { BrandMark } from '../ui/data/brand-mark';
import { Count } from '../ui/data/count';
import { RelativeTime } from '../ui/data/relative-time';
import { RowLink } from '../ui/data/row-link';
import { StateBadge } from '../ui/data/state-badge';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

/** A source as the list shows it. */
export interface SourceListRow {
  id: string;
  href: string;
  name: string;
  type: string;
  typeName: string;
  enabled: boolean;
  destinationCount: number;
  /** Accepted in the last 24 hours. */
  received: number;
  failed: number;
  /** ISO-8601. */
  lastEventAt: string | null;
}

/** The list of sources. */
export function SourcesTable({ rows }: { rows: SourceListRow[] }) {
  return (
    <Table label="Sources">
      <THead>
        <Tr>
          <Th>Name</Th>
          <Th fold>Type</Th>
          <Th fold>Status</Th>
          <Th numeric fold>
            Destinations
          </Th>
          <Th numeric fold>
            Events, 24 h
          </Th>
          <Th numeric>Last event</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>
              <span className="flex min-w-0 items-center gap-2.5">
                <BrandMark type={row.type} name={row.typeName} />
                <span className="min-w-0">
                  <RowLink href={row.href}>{row.name}</RowLink>
                  {!row.enabled && <span className="block text-xs text-muted md:hidden">Disabled</span>}
                </span>
              </span>
            </Td>
            <Td fold className="whitespace-nowrap text-muted">
              {row.typeName}
            </Td>
            <Td fold>
              <StateBadge state={row.enabled ? 'delivered' : 'filtered'} label={row.enabled ? 'Enabled' : 'Disabled'} />
            </Td>
            <Td numeric fold>
              {row.destinationCount === 0 ? (
                <span className="text-faint">none</span>
              ) : (
                <Count value={row.destinationCount} />
              )}
            </Td>
            <Td numeric fold>
              <Count value={row.received} />
              {row.failed > 0 && (
                <span className="ml-2 text-xs text-failed-text">
                  <Count value={row.failed} /> not accepted
                </span>
              )}
            </Td>
            <Td numeric>
              {row.lastEventAt ? (
                <RelativeTime at={row.lastEventAt} className="whitespace-nowrap text-muted" />
              ) : (
                <span className="text-faint">never</span>
              )}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
