import { Count } from '@/components/ui/data/count';
import { Table, TBody, Td, Th, THead, Tr } from '@/components/ui/data/table';
import type { SourceUsage } from '@/control-plane/usage/get-usage';
import { SourceCell } from './source-cell';

/** MTUs by source, most first. */
export function MtuTable({ sources, sourcesHref }: { sources: SourceUsage[]; sourcesHref: string }) {
  return (
    <Table label="Monthly tracked users by source">
      <THead>
        <Tr>
          <Th>Source</Th>
          <Th numeric>MTUs</Th>
          <Th numeric fold>
            Identified
          </Th>
          <Th numeric fold>
            Anonymous, later identified
          </Th>
          <Th numeric fold>
            Anonymous only
          </Th>
        </Tr>
      </THead>
      <TBody>
        {[...sources]
          .sort((a, b) => b.users.mtu - a.users.mtu)
          .map((source) => (
            <Tr key={source.sourceId}>
              <Td>
                <SourceCell source={source} href={`${sourcesHref}/${source.sourceId}`} />
              </Td>
              <Td numeric>
                <Count value={source.users.mtu} />
              </Td>
              <Td numeric fold>
                <Count value={source.users.identified} />
              </Td>
              <Td numeric fold>
                <Count value={source.users.anonymousIdentified} />
              </Td>
              <Td numeric fold>
                <Count value={source.users.neverIdentified} />
              </Td>
            </Tr>
          ))}
      </TBody>
    </Table>
  );
}
