import { INGEST_REASONS, type IngestReason } from '@/spec/outcome';
import type { Json } from '@/spec/event';
import type { EventRow } from '@/storage/events/event-row';
import { isJsonObject, isText } from '../../../validate/json-object';

/** Why an event is not accepted, as an honest answer names it. */
export type VerdictCode = IngestReason | 'unknown_source';

/** What became of one event of a request. */
export interface EventVerdict {
  /** Its place in the batch. */
  index: number;
  /** Under which it is kept; null when it has none and is not kept. */
  messageId: string | null;
  /** Null: accepted. */
  code: VerdictCode | null;
}

const UNKNOWN_SOURCE = 'No source has this write key.';

/** What `code` means, for a person. */
export function explainCode(code: VerdictCode): string {
  return code === 'unknown_source' ? UNKNOWN_SOURCE : INGEST_REASONS[code];
}

/** The HTTP status of one event: what a sender would be told if it came alone. */
export function statusOf(code: VerdictCode | null): 200 | 401 | 403 | 422 {
  if (code === null) return 200;
  if (code === 'unknown_source') return 401;
  return code === 'source_disabled' ? 403 : 422;
}

/** Gathers, for an honest answer, what became of the events of a request, in their order. */
export class Verdicts {
  readonly events: EventVerdict[] = [];
  /** What is wrong with the request beyond its events. */
  problem: VerdictCode | null = null;

  add({ messageId, reason }: EventRow): void {
    this.events.push({ index: this.events.length, messageId, code: reason });
  }

  /** Nobody has the write key of `item`. */
  unknown(item: Json): void {
    const given = isJsonObject(item) && isText(item.messageId) ? item.messageId.slice(0, 100) : null;
    this.events.push({ index: this.events.length, messageId: given, code: 'unknown_source' });
  }

  whole(code: VerdictCode): void {
    this.problem = code;
  }
}
