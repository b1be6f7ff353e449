import type { StoredEvent } from '@/storage/events/read-newest-events';

/** An event as the dashboard gets it: plain JSON. Everything in it came from outside and is shown as text only. */
export interface LiveEvent {
  /** Its place in the log; newer events have greater ids. */
  id: string;
  /** ISO-8601. */
  receivedAt: string;
  messageId: string;
  /** One of the six calls, or 'unknown'. */
  type: string;
  name: string | null;
  userId: string | null;
  anonymousId: string | null;
  outcome: 'successfully_received' | 'failed_on_ingest';
  reason: string | null;
  /** Normalised JSON text. */
  payload: string;
}

/** Some events, newest first, and the cursor to ask for later ones with. */
export interface LiveEvents {
  events: LiveEvent[];
  cursor: string;
}

/** Turns a row of the log into what goes to the dashboard. */
export function liveEvent({ tx: _tx, receivedAt, ...event }: StoredEvent): LiveEvent {
  return { ...event, receivedAt: receivedAt.toISOString() };
}
