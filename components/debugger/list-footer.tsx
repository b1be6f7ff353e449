import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { LIST_CAP } from './live-list';
import type { Connection } from './use-live-events';

const TROUBLE: Record<Connection, string | null> = {
  connecting: 'Connecting…',
  live: null,
  polling: 'The live stream does not get through; asking every 2 s instead.',
  ended: 'Live updates have ended. Reload the page, or sign in again.',
};

/** Under the list: how much of the source it is, and how events get here when not live. */
export function ListFooter({
  events,
  matching,
  connection,
}: {
  events: LiveEvent[];
  matching: number | null;
  connection: Connection;
}) {
  const refused = events.filter((event) => event.outcome !== 'successfully_received').length;
  const trouble = TROUBLE[connection];
  return (
    <div className="border-t px-gutter py-2 text-xs text-muted" role="status">
      {matching !== null && `${matching} of `}
      {events.length} {events.length === 1 ? 'event' : 'events'}
      {events.length >= LIST_CAP && ' (the last 500, none sampled)'}
      {refused > 0 && ` · ${refused} not accepted`}
      {trouble && <span className={connection === 'ended' ? 'text-failed-text' : undefined}> · {trouble}</span>}
    </div>
  );
}
