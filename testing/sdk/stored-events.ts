import { expect, vi } from 'vitest';
import { loggedEvents, type LoggedEvent } from '../ingest-server';

/** What is in the log of a source once `count` events are there: while PostgreSQL is slow, what was answered 200 stands in the spool. */
export function storedEvents(sourceId: string, count: number): Promise<LoggedEvent[]> {
  return vi.waitFor(
    async () => {
      const events = await loggedEvents(sourceId);
      expect(events.length).toBeGreaterThanOrEqual(count);
      return events;
    },
    { interval: 50 },
  );
}
