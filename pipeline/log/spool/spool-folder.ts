import path from 'node:path';
import { decodeHead, decodeRecord, HEAD_BYTES } from './record';
import type { SpoolFiles } from './spool-files';

/** One file of a spool. */
export interface Segment {
  number: number;
  file: string;
  salt: Buffer;
  /** Bytes that may be read: of a segment being written, those that are on the disk. */
  size: number;
  events: number;
  createdAt: number;
  /** Whether nothing will be added any more. */
  sealed: boolean;
  /** Whether everything up to `size` was acknowledged, so that damage in it is a loss and not a torn write. */
  trusted: boolean;
}

/** A spool: the segments that one process wrote, oldest first. */
export interface SpoolFolder {
  id: string;
  folder: string;
  /** The id of the database that its events are for; null when that was not known. */
  database: string | null;
  /** Whether that is another database than this process's, so that its events stay where they are. */
  foreign: boolean;
  segments: Segment[];
}

/** The file of segment `number`. */
export function segmentFile(folder: string, number: number): string {
  return path.join(folder, `${String(number).padStart(8, '0')}.seg`);
}

/** The file that says for which database a spool is. */
export function databaseFile(folder: string): string {
  return path.join(folder, 'database');
}

/** A segment whose head cannot be read. */
export interface Unreadable {
  file: string;
  size: number;
}

/** Finds the segments that a process left behind. Nothing in them is believed but what their checksums say. */
export async function loadFolder(
  files: SpoolFiles,
  folder: string,
): Promise<{ spool: SpoolFolder; unreadable: Unreadable[] }> {
  const names = (await files.list(folder)).filter((name) => /^\d{8}\.seg$/.test(name)).sort();
  const database = await files.readText(databaseFile(folder));
  const spool: SpoolFolder = { id: path.basename(folder), folder, database, foreign: false, segments: [] };
  const unreadable: Unreadable[] = [];
  const eventsBefore: number[] = [];
  for (const name of names) {
    const file = path.join(folder, name);
    const size = await files.size(file);
    const head = decodeHead(await files.read(file, 0, HEAD_BYTES));
    if (!head) {
      unreadable.push({ file, size });
      continue;
    }
    const { salt, createdAt } = head;
    const state = { sealed: true, trusted: false };
    spool.segments.push({ number: Number(name.slice(0, 8)), file, salt, size, events: 0, createdAt, ...state });
    eventsBefore.push(head.eventsBefore);
  }
  for (const [index, segment] of spool.segments.entries()) {
    const before = eventsBefore[index] ?? 0;
    const after = eventsBefore[index + 1];
    segment.events = after === undefined ? await countEvents(files, segment) : after - before;
  }
  return { spool, unreadable };
}

/** Events in the records of a segment, up to the first that is not whole. */
async function countEvents(files: SpoolFiles, segment: Segment): Promise<number> {
  const bytes = await files.read(segment.file, 0, segment.size);
  let events = 0;
  for (let at = HEAD_BYTES; ;) {
    const found = decodeRecord(bytes, at, segment.salt, 0);
    if (found.found !== 'record') return events;
    events += found.record.events;
    at = found.record.end;
  }
}
