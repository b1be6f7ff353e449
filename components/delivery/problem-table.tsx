import type { DeliveryReasonGroup } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { Count } from '../ui/data/count';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';

function countOf(group: DeliveryReasonGroup): React.ReactNode {
  return (
    <>
      {group.failed > 0 && (
        <span className="block">
          <Count value={group.failed} /> failed
        </span>
      )}
      {group.retries > 0 && (
        <span className="block text-muted">
          <Count value={group.retries} /> {group.retries === 1 ? 'try' : 'tries'} put off
        </span>
      )}
      {group.waiting > 0 && (
        <span className="block text-muted">
          <Count value={group.waiting} /> {group.waiting === 1 ? 'waits' : 'wait'}
        </span>
      )}
      {group.filtered > 0 && <Count value={group.filtered} />}
    </>
  );
}

/** Reasons with what they mean and how often they occurred; a row opens its samples when `onOpen` is given. */
export function ProblemTable({
  label,
  groups,
  onOpen,
}: {
  label: string;
  groups: DeliveryReasonGroup[];
  onOpen?: (reason: string) => void;
}) {
  return (
    <Table label={label} className="-mx-gutter w-[calc(100%+2*var(--gutter))]!">
      <THead>
        <Tr>
          <Th>Reason</Th>
          <Th fold>What to do</Th>
          <Th numeric className="max-md:pr-gutter">
            Events
          </Th>
          <Th numeric fold>
            Last seen
          </Th>
        </Tr>
      </THead>
      <TBody>
        {groups.map((group) => (
          <Tr key={group.reason} className={onOpen && 'hover:bg-hover'}>
            <Td className="py-2 align-top">
              <div className="flex gap-2">
                <StateGlyph
                  state={group.failed > 0 ? 'failed' : group.retries + group.waiting > 0 ? 'retrying' : 'filtered'}
                  className="mt-1"
                />
                <div className="min-w-0">
                  {onOpen ? (
                    <button
                      type="button"
                      className="text-left font-medium after:absolute after:inset-0 focus-visible:outline-hidden focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
                      onClick={() => onOpen(group.reason)}
                    >
                      {group.title}
                    </button>
                  ) : (
                    <span className="font-medium">{group.title}</span>
                  )}{' '}
                  {!group.title.startsWith(group.reason) && (
                    <code className="font-mono text-xs text-muted">{group.reason}</code>
                  )}
                  <div className="text-xs text-muted">{group.meaning}</div>
                  <div className="text-xs text-muted md:hidden">
                    Last seen <RelativeTime at={group.lastAt} />
                  </div>
                </div>
              </div>
            </Td>
            <Td fold className="max-w-96 align-top text-muted">
              {group.advice}
            </Td>
            <Td numeric className="align-top max-md:pr-gutter">
              {countOf(group)}
            </Td>
            <Td numeric fold className="align-top text-muted">
              <RelativeTime at={group.lastAt} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
