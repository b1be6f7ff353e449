import { decodeRecord, HEAD_BYTES, markOf, type FoundRecord } from './record';
import type { SpoolFiles } from './spool-files';
import type { Segment } from './spool-folder';

const CHUNK_BYTES = 4 * 1024 * 1024;

/** How much of a segment is wanted at once. */
export interface Portion {
  events: number;
  records: number;
}

/** Bytes of a segment that are no record. `lost`: they were acknowledged once; otherwise a write that was cut off. */
export interface Damage {
  from: number;
  to: number;
  lost: boolean;
}

/** The next records of a segment, and where what follows them begins. */
export interface Part {
  records: FoundRecord[];
  to: number;
  damage: Damage | null;
}

/**
 * Reads the records of `segment` from byte `offset` on: as many as `portion` says, one at least, none at its end. What is not
 * a whole record is never returned; a search finds the next one behind it.
 */
export async function readPart(files: SpoolFiles, segment: Segment, offset: number, portion: Portion): Promise<Part> {
  const begin = Math.max(offset, HEAD_BYTES);
  let length = Math.min(CHUNK_BYTES, segment.size - begin);
  for (;;) {
    if (length <= 0) return { records: [], to: begin, damage: null };
    const bytes = await files.read(segment.file, begin, length);
    const records: FoundRecord[] = [];
    let events = 0;
    let at = 0;
    while (records.length < portion.records && events < portion.events) {
      const found = decodeRecord(bytes, at, segment.salt, begin);
      if (found.found === 'record') {
        records.push(found.record);
        events += found.record.events;
        at = found.record.end - begin;
        continue;
      }
      if (found.found === 'end' || records.length > 0) break;
      const there = begin + (found.found === 'part' ? found.bytes : 0) <= segment.size && bytes.length === length;
      if (found.found === 'part' && there && found.bytes > length) {
        length = found.bytes;
        break;
      }
      return skipDamage(files, segment, begin);
    }
    if (records.length > 0 || bytes.length === 0) return { records, to: begin + at, damage: null };
  }
}

/** Where the next record behind damage begins, and whether a later one proves that what is damaged was acknowledged. */
async function skipDamage(files: SpoolFiles, segment: Segment, from: number): Promise<Part> {
  const bytes = await files.read(segment.file, from, segment.size - from);
  const mark = markOf(segment.salt);
  let to = segment.size;
  let lost = segment.trusted;
  for (let at = bytes.indexOf(mark, 1); at >= 0;) {
    const found = decodeRecord(bytes, at, segment.salt, from);
    if (found.found !== 'record') {
      at = bytes.indexOf(mark, at + 1);
      continue;
    }
    to = Math.min(to, found.record.offset);
    lost ||= found.record.synced > from;
    if (lost) break;
    at = bytes.indexOf(mark, found.record.end - from);
  }
  return { records: [], to, damage: { from, to, lost } };
}
