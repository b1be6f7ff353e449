import type { DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { Count } from '../ui/data/count';
import { Latency } from '../ui/data/latency';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

/** The trend as a table, newest first; buckets in which nothing happened are left out. */
export function TrendTable({ summary }: { summary: DeliverySummary }) {
  const rows = summary.trend
    .filter((point) => point.deliveredFirstTry + point.deliveredOnRetry + point.failed + point.filtered > 0)
    .reverse();
  if (rows.length === 0) return <p className="py-6 text-muted">Nothing happened in this period.</p>;
  return (
    <div className="max-h-96 overflow-auto">
      <Table label="Deliveries over time">
        <THead>
          <Tr>
            <Th>From</Th>
            <Th numeric>First try</Th>
            <Th numeric>On retry</Th>
            <Th numeric>Failed</Th>
            <Th numeric fold>
              Filtered
            </Th>
            <Th numeric fold>
              P95 latency
            </Th>
          </Tr>
        </THead>
        <TBody>
          {rows.map((point) => (
            <Tr key={point.at}>
              <Td className="whitespace-nowrap">
                {new Date(point.at).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' })}
              </Td>
              <Td numeric>
                <Count value={point.deliveredFirstTry} />
              </Td>
              <Td numeric>
                <Count value={point.deliveredOnRetry} />
              </Td>
              <Td numeric>
                <Count value={point.failed} />
              </Td>
              <Td numeric fold>
                <Count value={point.filtered} />
              </Td>
              <Td numeric fold>
                <Latency ms={point.p95LatencyMs} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </div>
  );
}
