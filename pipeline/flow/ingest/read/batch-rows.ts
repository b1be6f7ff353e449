import type { Json, JsonObject } from '@/spec/event';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES, MAX_EVENT_KEYS } from '@/spec/ingest-limits';
import type { IngestReason } from '@/spec/outcome';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { EventRow } from '@/storage/events/event-row';
import type { Owner } from '../../../receive/write-key-cache';
import { complexityOf } from '../../../validate/complexity';
import { isJsonObject } from '../../../validate/json-object';
import type { Arrival, Envelope } from '../../../validate/normalise-event';
import { toEventRow, toRequestRow, type RowContext } from './ingest-row';
import type { Verdicts } from '../answer/verdicts';

/** How many events of a too long batch are logged one by one; the rest is summed up in one row of each owner. */
const RECORDED_OF_TOO_LONG = 100;
/** Characters a request may grow to once the batch's context is merged into each event. */
const MAX_GROWN_CHARACTERS = 4 * 1024 * 1024;

/** The rows of a batch; `unknown` counts events whose write key nobody has. */
export interface BatchRows {
  rows: EventRow[];
  characters: number;
  unknown: number;
  /** Events of a too long batch that have no row and are to be counted. */
  beyond?: Map<WriteKeyOwner, number>;
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
  const beyond = new Map<WriteKeyOwner, number>();
  for (const [index, item] of (items ?? []).entries()) {
    const owner = ownerAt(index);
    if (tooLong && index >= RECORDED_OF_TOO_LONG) {
      if (owner) beyond.set(owner, (beyond.get(owner) ?? 0) + 1);
      else unknown += 1;
      continue;
    }
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
  if (tooLong) verdicts?.whole('batch_too_long');
  let summaries = 0;
  for (const [owner, events] of beyond) {
    const facts = { batchSize: items?.length ?? 0, notRecorded: events };
    const row = toRequestRow(facts, 'batch_too_long', owner, context, (items?.length ?? 0) + summaries);
    summaries += 1;
    characters += row.payload.length;
    rows.push(row);
    beyond.set(owner, events - 1); // the row counts as one
  }
  const whole = wholeProblem(items);
  const owner = ownerAt(0);
  if (whole && owner) {
    const row = toRequestRow({}, whole, owner, context, items?.length ?? 0);
    characters += row.payload.length;
    rows.push(row);
    verdicts?.whole(owner.enabled ? whole : 'source_disabled');
  } else if (whole) {
    unknown += 1;
    verdicts?.whole('unknown_source');
  }
  return { rows, characters, unknown, ...(beyond.size > 0 ? { beyond } : {}) };
}

/** What is wrong with a batch that has no events. */
function wholeProblem(items: Json[] | null): IngestReason | null {
  if (items === null) return 'bad_request';
  return items.length === 0 ? 'empty_batch' : null;
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
