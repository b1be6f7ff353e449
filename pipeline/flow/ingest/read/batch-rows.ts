import type { Json, JsonObject } from '@/spec/event';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_EVENT_KEYS } from '@/spec/ingest-limits';
import type { IngestReason } from '@/spec/outcome';
import type { EventRow } from '@/storage/events/event-row';
import type { Owner } from '../../../receive/write-key-cache';
import { complexityOf } from '../../../validate/complexity';
import { isJsonObject } from '../../../validate/json-object';
import type { Arrival, Envelope } from '../../../validate/normalise-event';
import { toEventRow, toRequestRow, type RowContext } from './ingest-row';
import type { Verdicts } from '../answer/verdicts';

/** How many events of a too long batch are logged one by one; the rest is summed up in one row. */
const MAX_RECORDED_EVENTS = 2 * MAX_BATCH_EVENTS;
/** Characters a request may grow to once the batch's context is merged into each event. */
const MAX_GROWN_CHARACTERS = 4 * 1024 * 1024;

/** The rows of a batch; `unknown` counts events whose write key nobody has. */
export interface BatchRows {
  rows: EventRow[];
  characters: number;
  unknown: number;
}

/** A batch that was parsed, and whose its events are. */
export interface ParsedBatch {
  body: JsonObject;
  /** Characters of its JSON. */
  characters: number;
  ownerAt: (index: number) => Owner;
  arrival: Arrival;
  /** Null: nobody asks for the verdict of each event. */
  verdicts: Verdicts | null;
}

/** Makes the rows of a batch, or null when its events grow too large together. */
export function toBatchRows({ body, characters: sent, ownerAt, arrival, verdicts }: ParsedBatch): BatchRows | null {
  const { envelope, problem } = readEnvelope(body);
  const items = Array.isArray(body.batch) ? body.batch : null;
  const tooLong = items !== null && items.length > MAX_BATCH_EVENTS;
  const context: RowContext = {
    arrival,
    envelope,
    routeType: null,
    verdict: tooLong ? 'batch_too_long' : problem,
    mayBeTooLarge: sent * 3 > MAX_EVENT_BYTES,
    traced: verdicts !== null,
  };
  const rows: EventRow[] = [];
  let characters = 0;
  let unknown = 0;
  for (const [index, item] of (items ?? []).entries()) {
    if (index >= MAX_RECORDED_EVENTS) break;
    const owner = ownerAt(index);
    if (!owner) {
      unknown += 1;
      verdicts?.unknown(item);
      continue;
    }
    const row = toEventRow(item, owner, context, index);
    characters += row.payload.length;
    if (characters > MAX_GROWN_CHARACTERS) return null;
    rows.push(row);
    verdicts?.add(row);
  }
  const whole = wholeProblem(items);
  const owner = ownerAt(0);
  if (whole && owner) {
    const row = toRequestRow(whole.facts, whole.reason, owner, context, items?.length ?? 0);
    characters += row.payload.length;
    rows.push(row);
    verdicts?.whole(owner.enabled ? whole.reason : 'source_disabled');
  } else if (whole) {
    unknown += 1;
    verdicts?.whole('unknown_source');
  }
  return { rows, characters, unknown };
}

/** What is wrong with a batch as a whole, beyond its events. */
function wholeProblem(items: Json[] | null): { reason: IngestReason; facts: JsonObject } | null {
  if (items === null) return { reason: 'bad_request', facts: {} };
  if (items.length === 0) return { reason: 'empty_batch', facts: {} };
  if (items.length <= MAX_RECORDED_EVENTS) return null;
  return {
    reason: 'batch_too_long',
    facts: { batchSize: items.length, notRecorded: items.length - MAX_RECORDED_EVENTS },
  };
}

function readEnvelope(body: JsonObject): { envelope: Envelope; problem: IngestReason | null } {
  const { sentAt, context, integrations } = body;
  if (context != null && !isJsonObject(context)) return { envelope: { sentAt }, problem: 'context_not_object' };
  if (integrations != null && !isJsonObject(integrations)) {
    return { envelope: { sentAt }, problem: 'integrations_not_object' };
  }
  const keys = complexityOf([context ?? null, integrations ?? null]);
  if (keys < 0 || keys > MAX_EVENT_KEYS) return { envelope: { sentAt }, problem: 'too_complex' };
  return {
    envelope: { sentAt, context: context ?? undefined, integrations: integrations ?? undefined },
    problem: null,
  };
}
