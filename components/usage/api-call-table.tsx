import { Count } from '@/components/ui/data/count';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/data/table';
import type { SourceUsage } from '@/control-plane/usage/get-usage';
import { SourceCell } from './source-cell';
import { perUser } from './usage-words';

/** API calls by source, most first. */
export function ApiCallTable({
  sources,
  total,
  sourcesHref,
}: {
  sources: SourceUsage[];
  total: number;
  sourcesHref: string;
}) {
  return (
    <Table label="API calls by source">
      <THead>
        <Tr>
          <Th>Source</Th>
          <Th numeric>API calls</Th>
          <Th numeric fold>
            Share
          </Th>
          <Th numeric fold>
            Per MTU of the source
          </Th>
        </Tr>
      </THead>
      <TBody>
        {sources.map((source) => (
          <Tr key={source.sourceId}>
            <Td>
              <SourceCell source={source} href={`${sourcesHref}/${source.sourceId}`} />
            </Td>
            <Td numeric>
              <Count value={source.apiCalls} />
            </Td>
            <Td numeric fold>
              {((source.apiCalls / Math.max(1, total)) * 100).toFixed(1)} %
            </Td>
            <Td numeric fold>
              {perUser(source.apiCalls, source.users.mtu)}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
