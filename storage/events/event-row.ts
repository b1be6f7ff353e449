import type { EventType } from '@/spec/event';
import type { IngestReason } from '@/spec/outcome';

/** An event as it is appended to the log. */
export interface EventRow {
  /** Server time of arrival, ISO-8601 in UTC. */
  receivedAt: string;
  workspaceId: string;
  sourceId: string;
  messageId: string;
  type: EventType | 'unknown';
  /** Event name, page or screen name. */
  name: string | null;
  userId: string | null;
  anonymousId: string | null;
  /** null: successfully_received; else failed_on_ingest, and why. */
  reason: IngestReason | null;
  /** The normalised event as JSON.stringify wrote it (so without raw control characters). */
  payload: string;
  /** What a failed event claims instead of its messageId, so that one append tried twice stores it once; chosen at random. */
  receipt?: string;
}
