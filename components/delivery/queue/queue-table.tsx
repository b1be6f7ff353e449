import type { DeliveryView } from '@/control-plane/deliveries/list-deliveries';
import { RelativeTime } from '../../ui/data/relative-time';
import { StateGlyph } from '../../ui/data/state-glyph';
import { Table, TBody, Td, Th, THead, Tr } from '../../ui/data/table';
import { AgainButton } from './again-button';
import type { DeliveryActions } from './delivery-actions';

const AGAIN_WORDS = { asked: 'being sent again', gone: 'no longer in the log', possible: '' };

function nameOf({ eventType, eventName }: DeliveryView): string {
  return eventName ?? eventType;
}

/** Deliveries that wait or failed, one a row, with what can be done about each. */
export function QueueTable({
  state,
  items,
  debuggerHref,
  actions,
}: {
  state: 'waiting' | 'failed';
  items: DeliveryView[];
  debuggerHref: string;
  /** Null: the person may only look. */
  actions: DeliveryActions | null;
}) {
  const waiting = state === 'waiting';
  return (
    <Table
      label={waiting ? 'Waiting deliveries' : 'Failed deliveries'}
      className="-mx-gutter w-[calc(100%+2*var(--gutter))]!"
    >
      <THead>
        <Tr>
          <Th>Event</Th>
          <Th fold>Last failure</Th>
          <Th numeric fold>
            Tries
          </Th>
          <Th numeric>{waiting ? 'Next try' : 'Failed'}</Th>
          {actions && (
            <Th className="max-md:pr-gutter">
              <span className="sr-only">What to do</span>
            </Th>
          )}
        </Tr>
      </THead>
      <TBody>
        {items.map((item) => (
          <Tr key={item.eventId}>
            <Td>
              <a className="link font-medium break-words" href={`${debuggerHref}?event=${item.eventId}`}>
                {nameOf(item)}
              </a>
              {item.eventName !== null && <span className="ml-1.5 text-xs text-muted">{item.eventType}</span>}
              <div className="text-xs text-muted md:hidden">
                {item.reasonTitle ?? 'Not tried yet'} · {item.attempts} {item.attempts === 1 ? 'try' : 'tries'}
              </div>
            </Td>
            <Td fold>
              <span className="inline-flex items-center gap-1.5">
                <StateGlyph state={!waiting ? 'failed' : item.reason === null ? 'pending' : 'retrying'} />
                {item.reasonTitle ?? <span className="text-muted">Not tried yet</span>}
              </span>
            </Td>
            <Td numeric fold>
              {item.attempts}
            </Td>
            <Td numeric className="text-muted">
              <RelativeTime due={waiting} at={item.nextAt ?? item.at} />
            </Td>
            {actions && (
              <Td className="text-right max-md:pr-gutter">
                {item.again === 'asked' || item.again === 'gone' ? (
                  <span className="text-xs text-muted">{AGAIN_WORDS[item.again]}</span>
                ) : (
                  <AgainButton
                    kind={state}
                    chosen={{ eventId: item.eventId }}
                    count={1}
                    label={waiting ? 'Retry now' : 'Send again'}
                    ariaLabel={`${waiting ? 'Retry' : 'Send'} ${nameOf(item)} ${waiting ? 'now' : 'again'}`}
                    actions={actions}
                  />
                )}
              </Td>
            )}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}
