import { installation } from '@/platform/installation';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { Sql } from '@/storage/client';
import { addOutcomeCounts } from '@/storage/metrics/add-outcome-counts';
import type { Arrival } from '../../../validate/normalise-event';
import { RateLimit } from '../../../receive/rate-limit';
import type { Door } from '../door';
import type { IngestLog } from '../ingest-log';
import { RefusedEvents } from './refused-events';

/** What came to the door, since the start of the process. */
export interface DoorCounts {
  /** Events of known sources that were refused. */
  refusedByDoor: number;
  /** Events whose write key nobody has. */
  unknownKeyEvents: number;
  /** Reports of analytics.js about itself. */
  metricsRequests: number;
  /** Requests refused before they were read, because too many, or too much of their bodies, were under way. */
  turnedAway: number;
  /** Requests refused because their bodies came too slowly. */
  slowBodies: number;
  /** Bytes of bodies under way now. */
  bodyBytes: number;
}

/** What the door holds against those who send too much, and how it tells the owners. */
export interface Guard extends Pick<Door, 'admit' | 'refused' | 'metricsReceived'> {
  /** Counts the events of a too long batch that have no row. */
  tooLong(beyond: Map<WriteKeyOwner, number>, receivedAt: Arrival['receivedAt']): void;
  /** Counts since the start of the process. */
  counts(): Pick<DoorCounts, 'refusedByDoor' | 'metricsRequests'>;
  /** Writes what is still to be told. To be called before the log is closed. */
  close(): Promise<void>;
}

/** Joins rate limits and the record of what was refused. */
export function createGuard(options: {
  sql: Sql;
  events: IngestLog;
  onError: (error: unknown) => void;
  /** Milliseconds, monotonic. */
  now?: () => number;
}): Guard {
  const { sql, events, onError } = options;
  const { workspaceEventsPerSecond } = installation();
  const limit = new RateLimit(options.now);
  const refused = new RefusedEvents({
    append: async (row) => (await events.add([row], row.payload.length)) === 'committed',
    addCounts: (counts) => addOutcomeCounts(sql, counts),
    onError,
  });
  let metricsRequests = 0;

  function waitFor(owner: WriteKeyOwner): number {
    const own = owner.eventsPerSecond === null ? 0 : limit.wait(owner.writeKeyId, owner.eventsPerSecond);
    if (workspaceEventsPerSecond === null) return own;
    return Math.max(own, limit.wait(owner.workspaceId, workspaceEventsPerSecond));
  }

  return {
    admit(owners) {
      let wait = 0;
      for (const owner of owners.keys()) {
        if (workspaceEventsPerSecond !== null || owner.eventsPerSecond !== null) wait = Math.max(wait, waitFor(owner));
      }
      if (wait > 0) return wait;
      for (const [owner, count] of owners) {
        if (owner.eventsPerSecond !== null) limit.take(owner.writeKeyId, owner.eventsPerSecond, count);
        if (workspaceEventsPerSecond !== null) limit.take(owner.workspaceId, workspaceEventsPerSecond, count);
      }
      return 0;
    },
    refused: (request) => refused.record(request),
    metricsReceived: () => {
      metricsRequests += 1;
    },
    tooLong(beyond, receivedAt) {
      for (const [owner, events] of beyond) refused.countOnly('batch_too_long', owner, events, receivedAt);
    },
    counts: () => ({ refusedByDoor: refused.total, metricsRequests }),
    close: () => refused.close(),
  };
}
