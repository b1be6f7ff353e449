import type { Json, JsonObject } from '@/spec/event';
import { MAX_BATCH_EVENTS, MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import type { IngestReason } from '@/spec/outcome';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { EventRow } from '@/storage/events/event-row';
import type { Refusal } from '../../receive/answer';
import { keyOfCredentials, type Credentials } from '../../receive/credentials';
import type { PostRoute } from '../../receive/route';
import { keyFromBody, preferKey, type GivenKey } from '../../receive/write-key';
import type { Owner } from '../../receive/write-key-cache';
import { isTooComplex } from '../../validate/complexity';
import { isJsonObject } from '../../validate/json-object';
import type { Arrival, Envelope } from '../../validate/normalise-event';
import { toEventRow, toRequestRow, type RowContext } from './ingest-row';

/** How many events of a too long batch are logged one by one; the rest is summed up in one row. */
const MAX_RECORDED_EVENTS = 2 * MAX_BATCH_EVENTS;
/** Characters a request may grow to once the batch's context is merged into each event. */
const MAX_GROWN_CHARACTERS = 8 * 1024 * 1024;

/** A request as it was read: where it came to, what it said, with which credentials in its headers. */
export interface IngestRequest {
  route: Exclude<PostRoute, { kind: 'metrics' }>;
  text: string;
  credentials: Credentials;
  arrival: Arrival;
}

/** The rows to append, or why the request is refused. `unknown`: events whose write key nobody has. */
export type Reading =
  | { ok: true; rows: EventRow[]; characters: number; unknown: number; owners: WriteKeyOwner[] }
  | { ok: false; refusal: Refusal };

const bad = (code: string, message: string): Reading => ({ ok: false, refusal: { status: 400, code, message } });

/**
 * Turns a request into the rows of the log. Refuses only what Segment refuses (segment-facts 1.6): a body that is not
 * JSON and a missing or very short write key; everything else becomes a row with its reason.
 */
export async function readRequest(
  request: IngestRequest,
  ownerOf: (key: string) => Owner | Promise<Owner>,
): Promise<Reading> {
  const body = parse(request.text);
  if (body === undefined) return bad('invalid_json', 'The body is not valid JSON.');
  if (!isJsonObject(body)) return bad('invalid_json', 'The body must be a JSON object.');
  const requestKey = preferKey(keyFromBody(body.writeKey), keyOfCredentials(request.credentials));
  const items = request.route.kind === 'single' ? [body] : Array.isArray(body.batch) ? body.batch : [];
  const keys = items.length === 0 ? [requestKey] : items.map((item) => keyOf(item, requestKey));
  const owners = new Map<string, Owner>();
  for (const key of keys) {
    if (key.kind === 'none') return bad('missing_write_key', 'No write key: send it by Basic auth or as writeKey.');
    if (key.kind === 'too_short') return bad('invalid_write_key', 'The write key is empty or too short.');
    if (owners.has(key.key)) continue;
    const owner = ownerOf(key.key);
    owners.set(key.key, owner instanceof Promise ? await owner : owner);
  }
  const ownerAt = (index: number): Owner => {
    const key = keys[index];
    return key?.kind === 'key' ? (owners.get(key.key) ?? null) : null;
  };
  const made = request.route.kind === 'single' ? readSingle(request, body, ownerAt) : readBatch(request, body, ownerAt);
  if (!made.ok) return made;
  return { ...made, owners: [...owners.values()].filter((owner) => owner !== null) };
}

/** The JSON object that `text` is; undefined when it is anything else. */
export function parseObject(text: string): JsonObject | undefined {
  const value = parse(text);
  return isJsonObject(value) ? value : undefined;
}

function parse(text: string): Json | undefined {
  try {
    return JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text) as Json;
  } catch {
    return undefined;
  }
}

function keyOf(item: Json, requestKey: GivenKey): GivenKey {
  return isJsonObject(item) && item.writeKey !== undefined
    ? preferKey(keyFromBody(item.writeKey), requestKey)
    : requestKey;
}

type OwnerAt = (index: number) => Owner;

function readSingle(request: IngestRequest, body: JsonObject, ownerAt: OwnerAt): Reading {
  const owner = ownerAt(0);
  if (!owner) return { ok: true, rows: [], characters: 0, unknown: 1, owners: [] };
  const row = toEventRow(
    body,
    owner,
    {
      arrival: request.arrival,
      envelope: {},
      routeType: request.route.kind === 'single' ? request.route.type : null,
      verdict: null,
      mayBeTooLarge: false,
    },
    0,
  );
  return { ok: true, rows: [row], characters: row.payload.length, unknown: 0, owners: [] };
}

function readBatch(request: IngestRequest, body: JsonObject, ownerAt: OwnerAt): Reading {
  const { envelope, problem } = readEnvelope(body);
  const items = Array.isArray(body.batch) ? body.batch : null;
  const tooLong = items !== null && items.length > MAX_BATCH_EVENTS;
  const context: RowContext = {
    arrival: request.arrival,
    envelope,
    routeType: null,
    verdict: tooLong ? 'batch_too_long' : problem,
    mayBeTooLarge: request.text.length * 3 > MAX_EVENT_BYTES,
  };
  const rows: EventRow[] = [];
  let characters = 0;
  let unknown = 0;
  for (const [index, item] of (items ?? []).entries()) {
    if (index >= MAX_RECORDED_EVENTS) break;
    const owner = ownerAt(index);
    if (!owner) {
      unknown += 1;
      continue;
    }
    const row = toEventRow(item, owner, context, index);
    characters += row.payload.length;
    if (characters > MAX_GROWN_CHARACTERS) {
      return bad('batch_too_large', 'The batch is too large once its context is merged into each of its events.');
    }
    rows.push(row);
  }
  const whole = wholeProblem(items);
  const owner = ownerAt(0);
  if (whole && owner) rows.push(toRequestRow(whole.facts, whole.reason, owner, context, items?.length ?? 0));
  else if (whole) unknown += 1;
  return { ok: true, rows, characters, unknown, owners: [] };
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
  if (isTooComplex([context ?? null, integrations ?? null])) return { envelope: { sentAt }, problem: 'too_complex' };
  return {
    envelope: { sentAt, context: context ?? undefined, integrations: integrations ?? undefined },
    problem: null,
  };
}
