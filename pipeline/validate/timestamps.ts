import type { Json } from '@/spec/event';

/** The times of one event, ISO-8601 in UTC. */
export interface EventTimes {
  originalTimestamp: string;
  sentAt: string | undefined;
  timestamp: string;
}

const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?$/;
/** The basic format of ISO 8601, which JavaScript does not read. */
const BASIC = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})([.,]\d+)?(Z|[+-]\d{2}:?\d{2})?$/;
/** Text that ends with a zone: of other text JavaScript would say that it is in the zone of this machine. */
const ZONED = /(?:\bZ|\dZ|[+-]\d{2}:?\d{2}|\b(?:GMT|UTC?|[ECMP][SD]T)(?:[+-]\d{1,4})?|\))$/i;
/** ISO 8601 allows a comma before the fraction; JavaScript does not read it. */
const AS_ISO = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2},\d/;
const COMMA_AT = 'YYYY-MM-DDThh:mm:ss'.length;

/**
 * Milliseconds since 1970 of a time as clients send it: ISO-8601 (without a zone it is UTC), any other date text that
 * JavaScript reads, or a number of milliseconds. NaN when it is none of these.
 */
function milliseconds(value: Json | undefined): number {
  if (typeof value === 'string') {
    const text = value[COMMA_AT] === ',' && AS_ISO.test(value) ? value.replace(',', '.') : value;
    if (WITHOUT_ZONE.test(text)) return Date.parse(`${text}Z`);
    return text[4] === '-' ? Date.parse(text) : inOtherWords(text.trim());
  }
  if (typeof value === 'number') return new Date(value).getTime();
  return Number.NaN;
}

/** A time that is not written with dashes from the year on. What names no zone is UTC, wherever this machine stands. */
function inOtherWords(text: string): number {
  const basic = BASIC.exec(text);
  if (basic) {
    const [, year, month, day, hours, minutes, seconds, fraction = '', zone = 'Z'] = basic;
    return Date.parse(`${year}-${month}-${day}T${hours}:${minutes}:${seconds}${fraction.replace(',', '.')}${zone}`);
  }
  const inUtc = ZONED.test(text) ? Number.NaN : Date.parse(`${text} UTC`);
  return Number.isNaN(inUtc) ? Date.parse(text) : inUtc;
}

/** As toISOString() writes a time. Days that not every month has are left out, and so is 24:00. */
const AS_WRITTEN = /^\d{4}-\d{2}-(?:[01]\d|2[0-8])T(?:[01]\d|2[0-3]):\d{2}:\d{2}\.\d{3}Z$/;

/**
 * `at`, which was read from `given`, as ISO-8601 in UTC; a day that no calendar has (31 February) becomes the one that
 * JavaScript reads in it. Most senders write it so already: that costs a third of writing it again.
 */
function iso(at: number, given: Json | undefined): string {
  return typeof given === 'string' && AS_WRITTEN.test(given) ? given : new Date(at).toISOString();
}

/**
 * The times of an event that arrived at `receivedAt`, from what its sender gave (segment-facts 1.7):
 * `timestamp = receivedAt - (sentAt - originalTimestamp)`, which takes a wrong client clock out of the result.
 * Without sentAt nothing can be corrected; without a readable timestamp the event happened when it arrived.
 */
export function eventTimes(
  given: { timestamp?: Json; originalTimestamp?: Json; sentAt?: Json },
  receivedAt: { at: number; iso: string },
): EventTimes {
  const sent = milliseconds(given.sentAt);
  const sentAt = Number.isNaN(sent) ? undefined : iso(sent, given.sentAt);
  const claimed = given.timestamp ?? given.originalTimestamp;
  const original = milliseconds(claimed);
  if (Number.isNaN(original)) return { originalTimestamp: receivedAt.iso, sentAt, timestamp: receivedAt.iso };
  const originalTimestamp = iso(original, claimed);
  if (sentAt === undefined) return { originalTimestamp, sentAt, timestamp: originalTimestamp };
  if (sent === original) return { originalTimestamp, sentAt, timestamp: receivedAt.iso };
  const corrected = new Date(receivedAt.at - (sent - original));
  const timestamp = Number.isNaN(corrected.getTime()) ? receivedAt.iso : corrected.toISOString();
  return { originalTimestamp, sentAt, timestamp };
}
