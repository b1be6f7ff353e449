import { randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';

/**
 * A segment begins with a head: a magic word, a salt, the number of events that the spool held before it, when it was begun,
 * and a checksum. Records follow. Each has a mark and a checksum that depend on the salt, so that bytes which a sender chose
 * can never be taken for a record.
 */
export interface SegmentHead {
  /** Random; nobody outside can know it. */
  salt: Buffer;
  /** Events in earlier segments of this spool. */
  eventsBefore: number;
  /** Milliseconds since 1970. */
  createdAt: number;
}

/** What a record holds: rows of the log, rows that may be there already, or a request that nobody could read yet. */
export type RecordKind = 'rows' | 'doubtful_rows' | 'request';

/** A record as it is written. */
export interface NewRecord {
  kind: RecordKind;
  /** How many events it holds. */
  events: number;
  body: Buffer;
}

/** A record as it was found. */
export interface FoundRecord extends NewRecord {
  /** Where it begins and ends in its segment. */
  offset: number;
  end: number;
  /** Up to where the segment was on the disk before the write that brought this record. */
  synced: number;
  /** When it was written, milliseconds since 1970. */
  at: number;
}

const MAGIC = Buffer.from('SWYSPL01', 'latin1');
const SALT_BYTES = 8;
/** Bytes of a segment's head. */
export const HEAD_BYTES = MAGIC.length + SALT_BYTES + 8 + 8 + 4;
/** mark 4, length 4, checksum 4, synced 4, events 4, kind 4, at 8. */
export const RECORD_HEAD_BYTES = 32;
/** A record is one request: at most 8 M characters after its context was merged into its events, with what surrounds them. */
export const MAX_BODY_BYTES = 64 * 1024 * 1024;

const KINDS: RecordKind[] = ['rows', 'doubtful_rows', 'request'];

/** A head for a new segment. */
export function newHead(eventsBefore: number, createdAt: number): SegmentHead {
  return { salt: randomBytes(SALT_BYTES), eventsBefore, createdAt };
}

/** The bytes of a segment's head. */
export function encodeHead({ salt, eventsBefore, createdAt }: SegmentHead): Buffer {
  const bytes = Buffer.alloc(HEAD_BYTES);
  MAGIC.copy(bytes);
  salt.copy(bytes, 8);
  bytes.writeDoubleLE(eventsBefore, 16);
  bytes.writeDoubleLE(createdAt, 24);
  bytes.writeUInt32LE(crc32(bytes.subarray(0, HEAD_BYTES - 4)), HEAD_BYTES - 4);
  return bytes;
}

/** The head at the beginning of `bytes`; null when there is none or it is damaged. */
export function decodeHead(bytes: Buffer): SegmentHead | null {
  if (bytes.length < HEAD_BYTES || !bytes.subarray(0, 8).equals(MAGIC)) return null;
  if (bytes.readUInt32LE(HEAD_BYTES - 4) !== crc32(bytes.subarray(0, HEAD_BYTES - 4))) return null;
  return {
    salt: Buffer.from(bytes.subarray(8, 16)),
    eventsBefore: bytes.readDoubleLE(16),
    createdAt: bytes.readDoubleLE(24),
  };
}

/** The four bytes that every record of the segment begins with. */
export function markOf(salt: Buffer): Buffer {
  const mark = Buffer.alloc(4);
  mark.writeUInt32LE(crc32(salt));
  return mark;
}

function checksum(salt: Buffer, head: Buffer, body: Buffer): number {
  return crc32(body, crc32(head.subarray(12), crc32(head.subarray(4, 8), crc32(salt))));
}

/** The bytes before the body of a record. */
export function encodeRecordHead(
  salt: Buffer,
  record: NewRecord,
  { synced, at }: { synced: number; at: number },
): Buffer {
  const head = Buffer.alloc(RECORD_HEAD_BYTES);
  markOf(salt).copy(head);
  head.writeUInt32LE(record.body.length, 4);
  head.writeUInt32LE(synced, 12);
  head.writeUInt32LE(record.events, 16);
  head.writeUInt32LE(KINDS.indexOf(record.kind), 20);
  head.writeDoubleLE(at, 24);
  head.writeUInt32LE(checksum(salt, head, record.body), 8);
  return head;
}

/** What stands at a place of a segment: a record, the beginning of one (how many bytes it would take), or neither. */
export type Found =
  { found: 'record'; record: FoundRecord } | { found: 'part'; bytes: number } | { found: 'damage' } | { found: 'end' };

/** Reads the record at `at` in `bytes`, which stand at `offset` in their segment. Its body is a view of `bytes`. */
export function decodeRecord(bytes: Buffer, at: number, salt: Buffer, offset: number): Found {
  const left = bytes.length - at;
  if (left === 0) return { found: 'end' };
  const mark = markOf(salt);
  if (left < RECORD_HEAD_BYTES) {
    const same = bytes.subarray(at, at + 4).equals(mark.subarray(0, Math.min(4, left)));
    return same ? { found: 'part', bytes: RECORD_HEAD_BYTES } : { found: 'damage' };
  }
  const head = bytes.subarray(at, at + RECORD_HEAD_BYTES);
  const length = head.readUInt32LE(4);
  const kind = KINDS[head.readUInt32LE(20)];
  if (!head.subarray(0, 4).equals(mark) || length > MAX_BODY_BYTES || kind === undefined) return { found: 'damage' };
  const whole = RECORD_HEAD_BYTES + length;
  if (left < whole) return { found: 'part', bytes: whole };
  const body = bytes.subarray(at + RECORD_HEAD_BYTES, at + whole);
  if (head.readUInt32LE(8) !== checksum(salt, head, body)) return { found: 'damage' };
  const begin = offset + at;
  return {
    found: 'record',
    record: {
      kind,
      body,
      events: head.readUInt32LE(16),
      synced: head.readUInt32LE(12),
      at: head.readDoubleLE(24),
      offset: begin,
      end: begin + whole,
    },
  };
}
