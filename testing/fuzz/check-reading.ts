import type { Reading } from '../../pipeline/flow/ingest/read/ingest-request';
import type { RawRequest } from '../../pipeline/flow/ingest/read/raw-request';
import { validateEvent } from '../../pipeline/validate/validate-event';
import { isEventType, type JsonObject } from '../../spec/event';
import { MAX_BATCH_BYTES, MAX_EVENT_BYTES, MAX_MESSAGE_ID_LENGTH } from '../../spec/ingest-limits';
import { INGEST_REASONS } from '../../spec/outcome';
import type { EventRow } from '../../storage/events/event-row';

const ISO = /^(\d{4}|[+-]\d{6})-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** Control characters, and halves of a surrogate pair without the other. */
const UNSTORABLE = /[\0-\x1f]|\p{Cs}/u;
/** Characters that normalising may add to an event, its sender's browser apart. */
const GROWTH = 2048;
/** 1e20 is written out as 100000000000000000000. */
const MOST_GROWTH = 6;
const MOST_CHARACTERS = 4 * 1024 * 1024 + MAX_BATCH_BYTES;
const REFUSALS = new Map([
  ['invalid_json', 400],
  ['missing_write_key', 400],
  ['invalid_write_key', 400],
  ['batch_too_large', 400],
  ['invalid_token', 401],
]);

/** What is wrong with what the readers made of a request; null when nothing is. */
export function problemOfReading(reading: Reading, raw: RawRequest): string | null {
  for (const key in {}) return `Object.prototype has got a key: ${key}`;
  if (!reading.ok) {
    const { status, code, message } = reading.refusal;
    return REFUSALS.get(code) === status && message !== '' ? null : `refused as ${status} ${code}`;
  }
  const { rows, characters, unknown } = reading;
  if (characters !== rows.reduce((sum, row) => sum + row.payload.length, 0))
    return 'characters is not that of the rows';
  if (characters > MOST_CHARACTERS) return `a request has grown to ${characters} characters`;
  if (!Number.isInteger(unknown) || unknown < 0) return `unknown is ${unknown}`;
  const ids = new Set<string>();
  for (const row of rows) {
    const problem = problemOfRow(row, raw);
    if (problem) return `${problem} in ${JSON.stringify(row).slice(0, 2000)}`;
    if (row.messageId.startsWith(`api-${raw.request.arrival.requestId}-`)) {
      if (ids.has(row.messageId)) return `two events were named ${row.messageId}`;
      ids.add(row.messageId);
    }
  }
  return null;
}

function problemOfRow(row: EventRow, raw: RawRequest): string | null {
  const { arrival } = raw.request;
  if (row.receivedAt !== arrival.receivedAt.iso) return 'receivedAt is not that of the request';
  if (row.messageId === '' || row.messageId.length > MAX_MESSAGE_ID_LENGTH) return 'messageId has a bad length';
  if (UNSTORABLE.test(row.messageId)) return 'messageId cannot be stored';
  if (row.type !== 'unknown' && !isEventType(row.type)) return 'type is none';
  if (row.reason !== null && !(row.reason in INGEST_REASONS)) return 'reason is none';
  if (row.reason === null && row.type === 'unknown') return 'a valid event has no type';
  if (UNSTORABLE.test(row.payload)) return 'payload cannot be stored';
  const sent = raw.form === 'post' ? raw.request.text.length : raw.request.url.length;
  const room = GROWTH + 2 * (arrival.userAgent?.length ?? 0);
  if (row.payload.length > MOST_GROWTH * sent + room) return 'payload has grown too much';
  if (row.reason === 'message_too_large' && row.payload.length > MAX_EVENT_BYTES) return 'what was too large was kept';
  const event = JSON.parse(row.payload) as JsonObject;
  if (event.messageId !== row.messageId || event.receivedAt !== row.receivedAt) return 'payload and row disagree';
  if (row.type !== 'unknown' && event.type !== row.type) return 'payload and row have different types';
  if ('writeKey' in event) return 'the write key was kept';
  if (row.reason === null && row.type !== 'unknown' && validateEvent(row.type, event) !== null) {
    return `what was stored as valid is ${validateEvent(row.type, event)}`;
  }
  return problemOfTimes(event);
}

function problemOfTimes({ timestamp, originalTimestamp, sentAt, receivedAt }: JsonObject): string | null {
  const times = [timestamp, originalTimestamp, receivedAt, ...(sentAt === undefined ? [] : [sentAt])];
  if (!times.every((time) => typeof time === 'string' && ISO.test(time))) return 'a time is not ISO-8601';
  const [at, original, received, sent] = times.map((time) => Date.parse(time as string)) as [
    number,
    number,
    number,
    number?,
  ];
  if (timestamp === receivedAt) return null; // no readable time, or one that the formula leads out of the calendar
  return at === (sent === undefined ? original : received - (sent - original)) ? null : 'the formula does not hold';
}
