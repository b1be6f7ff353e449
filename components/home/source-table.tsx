import type { HomeSource } from '@/control-plane/home/get-home';
import { BrandMark } from '../ui/data/brand-mark';
import { Count } from '../ui/data/count';
import { formatCount, formatShare } from '../ui/data/format';
import { RowLink } from '../ui/data/row-link';
import { Sparkline } from '../ui/data/sparkline';
import { Tag } from '../ui/data/state-badge';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

/** The busiest sources with their last 24 hours. */
export function SourceTable({ sources, slug }: { sources: HomeSource[]; slug: string }) {
  return (
    <Table label="Sources, last 24 hours" inset className="table-fixed">
      <THead>
        <Tr>
          <Th>Name</Th>
          <Th fold className="w-36">
            24 h
          </Th>
          <Th numeric className="w-24 max-md:w-18">
            Events
          </Th>
          <Th numeric className="w-28 max-md:w-23">
            Not accepted
          </Th>
        </Tr>
      </THead>
      <TBody>
        {sources.map((source) => (
          <Tr key={source.id}>
            <Td>
              <span className="flex min-w-0 items-center gap-2">
                <BrandMark type={source.type} name={source.name} />
                <RowLink href={`/${slug}/sources/${source.id}`} className="truncate" title={source.name}>
                  {source.name}
                </RowLink>
                {!source.enabled && <Tag>Disabled</Tag>}
              </span>
            </Td>
            <Td fold>
              <Sparkline values={source.hours} label={`${formatCount(source.received)} events over 24 hours`} />
            </Td>
            <Td numeric>
              <Count value={source.received} />
            </Td>
            <Td numeric className={source.rejected > 0 ? 'text-failed-text' : 'text-muted'}>
              {formatShare(source.rejected, source.received + source.rejected) ?? '–'}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
