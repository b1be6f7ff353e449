import { isEventType, type Json, type JsonObject, type SegmentEvent } from '@/spec/event';
import { MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import { INGEST_REASONS, type IngestReason } from '@/spec/outcome';
import { toEventRow } from '../ingest/read/ingest-row';

/** An event as the log would have it, or why the door refuses it. */
export type DoorResult =
  | { ok: true; event: SegmentEvent; again: boolean; droppedKeys: number }
  | { ok: false; reason: IngestReason; message: string };

const TIMES = ['timestamp', 'originalTimestamp', 'sentAt', 'receivedAt'] as const;

const isTime = (value: Json | undefined): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

/**
 * Puts an event through the door as a batch of one would go. An event that has been at a door before (it says when it was
 * received: from the log or the debugger) keeps its times, which were corrected then; correcting them twice would move it.
 */
export function passDoor(
  given: Json,
  about: { workspaceId: string; sourceId: string; requestId: string; now: Date },
): DoorResult {
  const item = structuredClone(given);
  const times = timesOf(item);
  const again = times.receivedAt !== undefined;
  const received = again ? new Date(times.receivedAt ?? '') : about.now;
  if (again && isRecord(item)) delete item.sentAt;
  const row = toEventRow(
    item,
    {
      key: '',
      writeKeyId: '',
      sourceId: about.sourceId,
      workspaceId: about.workspaceId,
      enabled: true,
      honestMode: false,
      eventsPerSecond: null,
      oauthAppId: null,
      oauthRequired: false,
    },
    {
      arrival: {
        receivedAt: { at: received.getTime(), iso: received.toISOString() },
        requestId: about.requestId,
        retryCount: 0,
        ip: null,
        userAgent: null,
        channel: null,
      },
      envelope: {},
      routeType: null,
      verdict: null,
      mayBeTooLarge: JSON.stringify(given).length * 3 > MAX_EVENT_BYTES,
      traced: false,
    },
    0,
  );
  if (row.reason !== null || !isEventType(row.type)) {
    const reason = row.reason ?? 'unknown_type';
    return { ok: false, reason, message: INGEST_REASONS[reason] };
  }
  const event = JSON.parse(row.payload) as SegmentEvent;
  if (again) Object.assign(event, times);
  const metadata = event._metadata;
  const dropped = isRecord(metadata) && !isRecord((given as JsonObject)._metadata) ? metadata.droppedKeys : 0;
  return { ok: true, event, again, droppedKeys: typeof dropped === 'number' ? dropped : 0 };
}

function isRecord(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The times that a door wrote, of an event that has been at one. */
function timesOf(item: Json): Partial<Record<(typeof TIMES)[number], string>> {
  if (!isRecord(item) || !isTime(item.receivedAt) || !isTime(item.timestamp)) return {};
  const times: Partial<Record<(typeof TIMES)[number], string>> = {};
  for (const name of TIMES) {
    const value = item[name];
    if (isTime(value)) times[name] = value;
  }
  return times;
}
