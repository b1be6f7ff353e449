import { LinkButton } from '../ui/form/link-button';
import { EmptyState } from '../ui/page/empty-state';
import type { Connection } from './use-live-events';

/** The debugger before the first event. */
export function DebuggerEmpty({ connection, overviewHref }: { connection: Connection; overviewHref: string }) {
  return (
    <EmptyState
      title="Events show here the moment they arrive"
      description="The last 500 are kept in view, none sampled, also those that were not accepted, each with its reason."
      action={
        <LinkButton href={overviewHref} variant="primary">
          Send the first event
        </LinkButton>
      }
    >
      <p role="status" className="text-xs">
        {connection === 'ended' ? 'Live updates have ended. Reload the page, or sign in again.' : 'Listening…'}
      </p>
    </EmptyState>
  );
}
