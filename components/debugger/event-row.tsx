import { memo } from 'react';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { classNames } from '../ui/class-names';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import { shortenMiddle } from '../ui/data/format';
import { describeEvent, whoIs } from './describe-event';

/** One event of the list: verdict, type, name, who, when. Everything in it is text. */
export const EventRow = memo(function EventRow({
  event,
  id,
  top,
  height,
  selected,
  fresh,
  onSelect,
}: {
  event: LiveEvent;
  id: string;
  top: number;
  height: number;
  selected: boolean;
  fresh: boolean;
  onSelect: (eventId: string) => void;
}) {
  const { title, note, missing } = describeEvent(event);
  const accepted = event.outcome === 'successfully_received';
  const who = whoIs(event);
  return (
    <div
      id={id}
      role="option"
      aria-selected={selected}
      onClick={() => onSelect(event.id)}
      style={{ height, transform: `translateY(${top}px)` }}
      className={classNames(
        'absolute inset-x-0 top-0 grid cursor-pointer grid-cols-[12px_58px_minmax(0,1fr)_auto] items-center gap-2.5 border-b pr-3 pl-gutter md:grid-cols-[12px_62px_minmax(0,1fr)_minmax(0,auto)_64px]',
        selected ? 'bg-selected shadow-[inset_2px_0_var(--accent-fill)]' : 'hover:bg-hover',
        fresh && 'animate-flash',
      )}
    >
      <StateGlyph state={accepted ? 'delivered' : 'failed'} label={accepted ? 'Accepted' : 'Not accepted'} />
      <span className="truncate font-mono text-2xs text-faint uppercase">{event.type}</span>
      <span className="truncate">
        <span className={classNames(selected && 'font-medium', missing && 'text-muted')}>{title}</span>
        {note && <span className="text-muted"> {note}</span>}
        {event.reason && <span className="text-failed-text"> {event.reason}</span>}
      </span>
      <span className="max-w-32 truncate text-right font-mono text-2xs text-faint max-md:hidden">
        {who === null ? '' : shortenMiddle(who)}
      </span>
      <RelativeTime at={event.receivedAt} className="text-right text-xs whitespace-nowrap text-muted" />
    </div>
  );
});
