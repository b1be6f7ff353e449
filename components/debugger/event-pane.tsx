import type { ComponentProps } from 'react';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { Button } from '../ui/form/button';
import { EmptyState } from '../ui/page/empty-state';
import { ErrorState } from '../ui/page/error-state';
import { Skeleton } from '../ui/page/skeleton';
import { EventDetail } from './event-detail';
import { LiveError } from './live.query';

type DetailProps = ComponentProps<typeof EventDetail>;

/** The right side of the debugger: the selected event, or what stands in its place. */
export function EventPane({
  eventId,
  event,
  error,
  onRetry,
  onClose,
  ...rest
}: Omit<DetailProps, 'event'> & {
  eventId: string | null;
  event: LiveEvent | null;
  error: Error | null;
  onRetry: () => void;
}) {
  if (eventId === null) {
    return (
      <EmptyState title="Select an event to see all of it">
        <p className="text-xs">
          <kbd>j</kbd> <kbd>k</kbd> or arrows move, <kbd>Space</kbd> pauses, <kbd>/</kbd> searches, <kbd>c</kbd> copies
          the message id, <kbd>Esc</kbd> closes.
        </p>
      </EmptyState>
    );
  }
  if (event) return <EventDetail {...rest} event={event} onClose={onClose} />;
  if (error instanceof LiveError && error.status === 404) {
    return (
      <EmptyState
        title="This event is not kept any more"
        description="Its retention has ended, or the link is for another source."
        action={<Button onClick={onClose}>Back to the list</Button>}
      />
    );
  }
  if (error) {
    return (
      <ErrorState
        title="The event could not be loaded"
        detail={error.message}
        onRetry={onRetry}
        action={<Button onClick={onClose}>Back to the list</Button>}
      />
    );
  }
  return (
    <div role="status" aria-label="Loading the event" className="space-y-3 p-5">
      <Skeleton className="h-5 w-56" />
      <Skeleton className="h-3 w-80 max-w-full" />
      <Skeleton className="h-48 w-full" />
    </div>
  );
}
