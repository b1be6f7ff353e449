import Link from 'next/link';
import { useState } from 'react';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { describeEvent } from '../debugger/describe-event';
import type { Connection } from '../debugger/use-live-events';
import { CodeBlock } from '../ui/code/code-block';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import { LinkButton } from '../ui/form/link-button';

/** Waits, visibly, for the first event of a source. */
export function WaitingForEvent({ check, connection }: { check: string | null; connection: Connection }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <div
        role="status"
        className="mt-2.5 flex items-center gap-3 rounded-lg border border-dashed border-strong px-4 py-3.5"
      >
        <span
          aria-hidden
          className="size-2 shrink-0 rounded-full bg-pending-mark shadow-[0_0_0_4px_var(--pending-tint)] motion-safe:animate-pulse"
        />
        <div>
          <p className="font-medium">Waiting for the first event</p>
          <p className="text-xs text-muted">
            {connection === 'ended'
              ? 'Live updates have ended. Reload the page, or sign in again.'
              : 'It will show here within a second of being sent.'}{' '}
            {check && (
              <>
                Nothing coming?{' '}
                <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
                  Check from the command line
                </button>
              </>
            )}
          </p>
        </div>
      </div>
      {open && check && (
        <CodeBlock className="mt-2" code={check} language="bash" label="check" title="One request, no library" />
      )}
    </>
  );
}

/** What arrived: the newest events, each a link to itself in the debugger. */
export function ArrivedEvents({
  events,
  base,
  fresh,
  addDestinationHref,
}: {
  events: LiveEvent[];
  base: string;
  fresh: ReadonlySet<string>;
  /** Null once there is a destination. */
  addDestinationHref: string | null;
}) {
  return (
    <>
      <ul aria-label="Newest events" className="mt-2.5 overflow-hidden rounded-lg border">
        {events.map((event) => {
          const { title, note } = describeEvent(event);
          const accepted = event.outcome === 'successfully_received';
          return (
            <li
              key={event.id}
              className={fresh.has(event.id) ? 'animate-flash border-b last:border-b-0' : 'border-b last:border-b-0'}
            >
              <Link
                href={`${base}/debugger?event=${event.id}`}
                className="grid h-row grid-cols-[12px_62px_minmax(0,1fr)_auto] items-center gap-2.5 px-3 hover:bg-hover focus-visible:-outline-offset-2"
              >
                <StateGlyph state={accepted ? 'delivered' : 'failed'} label={accepted ? 'Accepted' : 'Not accepted'} />
                <span className="font-mono text-2xs text-faint uppercase">{event.type}</span>
                <span className="truncate">
                  {title}
                  {note && <span className="text-muted"> {note}</span>}
                  {event.reason && <span className="text-failed-text"> {event.reason}</span>}
                </span>
                <RelativeTime at={event.receivedAt} className="text-xs whitespace-nowrap text-muted" />
              </Link>
            </li>
          );
        })}
      </ul>
      <div className="mt-3 flex flex-wrap gap-2">
        <LinkButton href={`${base}/debugger`}>Open debugger</LinkButton>
        {addDestinationHref && (
          <LinkButton href={addDestinationHref} variant="primary">
            Add a destination
          </LinkButton>
        )}
      </div>
    </>
  );
}
