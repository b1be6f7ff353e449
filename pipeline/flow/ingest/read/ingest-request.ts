import type { Json, JsonObject } from '@/spec/event';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { EventRow } from '@/storage/events/event-row';
import type { Refusal } from '../../../receive/answer';
import { refuseAccess } from '../../../receive/bearer/refuse-access';
import type { Credentials } from '../../../receive/credentials';
import type { PostRoute } from '../../../receive/route';
import type { Owner } from '../../../receive/write-key-cache';
import { isJsonObject } from '../../../validate/json-object';
import type { Arrival } from '../../../validate/normalise-event';
import { toBatchRows, type BatchRows } from './batch-rows';
import { findOwners, findRefusedOwner, type OwnerOf } from './find-owners';
import { toEventRow, type RowContext } from './ingest-row';
import { Verdicts } from '../answer/verdicts';

/** A request as it was read: where it came to, what it said, with which credentials in its headers. */
export interface IngestRequest {
  route: Exclude<PostRoute, { kind: 'metrics' }>;
  text: string;
  credentials: Credentials;
  arrival: Arrival;
  /** Whether its sender asked for an honest answer. */
  honest: boolean;
}

/** The rows to append, or why the request is refused. `unknown`: events whose write key nobody has. */
export type Reading =
  | {
      ok: true;
      rows: EventRow[];
      characters: number;
      unknown: number;
      /** Refused events that have no row, to be counted once the rows are safe. */
      beyond?: BatchRows['beyond'];
      owners: WriteKeyOwner[];
      /** What became of each event, when the answer is to say so. */
      verdicts: Verdicts | null;
    }
  | {
      ok: false;
      refusal: Refusal;
      /** Whom the refusal concerns, as far as that can be made out, with how many events of each. */
      owners: Map<WriteKeyOwner, number>;
      /** Whose events came in the same request, which is refused whole. */
      others?: Map<WriteKeyOwner, number>;
    };

/** Whether events may come, so many of each owner: 0, or after how many seconds. */
export type Admit = (owners: Map<WriteKeyOwner, number>) => number;

/**
 * Turns a request into the rows of the log. Refuses only what Segment refuses (segment-facts 1.6): a body that is not
 * JSON, a missing or very short write key, and who lacks the token that a source asks for; everything else becomes a row
 * with its reason.
 */
export async function readRequest(request: IngestRequest, ownerOf: OwnerOf, admit?: Admit): Promise<Reading> {
  const body = parse(request.text);
  if (!isJsonObject(body)) {
    const owner = await findRefusedOwner(request.text, request.credentials, ownerOf);
    return refuse('invalid_json', body === undefined ? NOT_JSON : NOT_OBJECT, new Map(owner ? [[owner, 1]] : []));
  }
  const single = request.route.kind === 'single';
  const items = single ? [body] : Array.isArray(body.batch) ? body.batch : [];
  const owners = await findOwners(body, items, request.credentials, ownerOf);
  if (!owners.ok) {
    if (owners.problem === 'none') return refuse('missing_write_key', NO_KEY, owners.counts);
    return refuse('invalid_write_key', 'The write key is empty or too short.', owners.counts);
  }
  const denied = refuseAccess(owners.counts, request.credentials);
  if (denied) return { ok: false, ...denied, others: without(owners.counts, denied.owners) };
  const retryAfter = admit?.(owners.counts) ?? 0;
  if (retryAfter > 0) return { ok: false, refusal: { ...TOO_MANY, retryAfter }, owners: owners.counts };
  const honest = request.honest || someHonest(owners.counts);
  const verdicts = honest ? new Verdicts() : null;
  const batch = { body, characters: request.text.length, ownerAt: owners.at, arrival: request.arrival, verdicts };
  const made = single ? toSingleRow(request, body, owners.at(0), verdicts) : toBatchRows(batch);
  if (made === null) return refuse('batch_too_large', GREW, owners.counts);
  return { ok: true, ...made, owners: [...owners.counts.keys()], verdicts };
}

const TOO_MANY: Refusal = {
  status: 429,
  code: 'too_many_requests',
  message: 'More events than the rate limit allows; send again after the seconds in Retry-After.',
};
const NOT_JSON = 'The body is not valid JSON.';
const NOT_OBJECT = 'The body must be a JSON object.';
const NO_KEY = 'No write key: send it by Basic auth or as writeKey.';
const GREW = 'The batch is too large once its context is merged into each of its events.';

/** Everybody whose events a refused request brought, with how many of each. */
export function allOwners({ owners, others = new Map() }: Reading & { ok: false }): Map<WriteKeyOwner, number> {
  return new Map([...owners, ...others]);
}

function without(all: Map<WriteKeyOwner, number>, some: Map<WriteKeyOwner, number>): Map<WriteKeyOwner, number> {
  return new Map([...all].filter(([owner]) => !some.has(owner)));
}

function refuse(code: string, message: string, owners: Map<WriteKeyOwner, number>): Reading {
  return { ok: false, refusal: { status: 400, code, message }, owners };
}

/** Whether one of `owners` wants honest answers. */
export function someHonest(owners: Map<WriteKeyOwner, number>): boolean {
  for (const owner of owners.keys()) if (owner.honestMode) return true;
  return false;
}

function toSingleRow(request: IngestRequest, body: JsonObject, owner: Owner, verdicts: Verdicts | null): BatchRows {
  if (!owner) {
    verdicts?.unknown(body);
    return { rows: [], characters: 0, unknown: 1 };
  }
  const context: RowContext = {
    arrival: request.arrival,
    envelope: {},
    routeType: request.route.kind === 'single' ? request.route.type : null,
    verdict: null,
    mayBeTooLarge: false,
    traced: verdicts !== null,
  };
  const row = toEventRow(body, owner, context, 0);
  verdicts?.add(row);
  return { rows: [row], characters: row.payload.length, unknown: 0 };
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
