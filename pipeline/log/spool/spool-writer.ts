import { encodeHead, encodeRecordHead, HEAD_BYTES, newHead, RECORD_HEAD_BYTES, type NewRecord } from './record';
import type { OpenSegment, SpoolFiles } from './spool-files';
import { segmentFile, type Segment, type SpoolFolder } from './spool-folder';
import type { SpoolRoom } from './spool-room';

/** How a record fared: on the disk; no room for it; too much is being written already; the disk refused it. */
export type SpoolResult = 'spooled' | 'full' | 'busy' | 'failed';

export interface SpoolWriterOptions {
  files: SpoolFiles;
  room: SpoolRoom;
  /** The folder of this process, made when the first record comes. */
  folder: () => Promise<SpoolFolder>;
  onError: (error: unknown) => void;
  segmentBytes?: number;
  /** Bytes that may wait for the disk. */
  pendingBytes?: number;
}

interface Pending {
  record: NewRecord;
  settle: (result: SpoolResult) => void;
}

const SEGMENT_BYTES = 16 * 1024 * 1024;
const PENDING_BYTES = 64 * 1024 * 1024;
const GROUP_BYTES = 4 * 1024 * 1024;

/**
 * Appends records to segments. What comes while a write is under way shares the next one, and one fdatasync: a record is
 * answered for only after it. A segment whose write failed is never written to again.
 */
export class SpoolWriter {
  readonly #options: SpoolWriterOptions;
  #pending: Pending[] = [];
  #pendingBytes = 0;
  #running: Promise<void> | null = null;
  #active: { segment: Segment; open: OpenSegment } | null = null;
  #lastNumber = 0;
  #events = 0;

  constructor(options: SpoolWriterOptions) {
    this.#options = options;
  }

  /** Bytes that wait for the disk. */
  get pendingBytes(): number {
    return this.#pendingBytes;
  }

  /** Resolves, never rejects, once the record is on the disk or will not be. */
  append(record: NewRecord): Promise<SpoolResult> {
    const bytes = RECORD_HEAD_BYTES + record.body.length;
    if (this.#pendingBytes + bytes > (this.#options.pendingBytes ?? PENDING_BYTES) && this.#pendingBytes > 0) {
      return Promise.resolve('busy');
    }
    return new Promise((settle) => {
      this.#pending.push({ record, settle });
      this.#pendingBytes += bytes;
      this.#running ??= this.#run();
    });
  }

  /** Seals the segment that is being written, when nothing waits: it is drained then, and may go. */
  async retire(segment: Segment): Promise<void> {
    if (this.#running || this.#active?.segment !== segment) return;
    await this.#seal();
  }

  /** Never writes to the segment under way again. Called before a write, or while there is none. */
  leave(): Promise<void> {
    return this.#seal();
  }

  /** Writes what waits, and closes the file. */
  async close(): Promise<void> {
    while (this.#running) await this.#running;
    await this.#seal();
  }

  async #run(): Promise<void> {
    await Promise.resolve(); // what comes in the same turn shares the first write
    while (this.#pending.length > 0) {
      const group = this.#takeGroup();
      const result = await this.#write(group.map(({ record }) => record)).catch(async (error: unknown) => {
        this.#options.onError(error);
        await this.#abandon();
        return 'failed' as const;
      });
      for (const { record, settle } of group) {
        this.#pendingBytes -= RECORD_HEAD_BYTES + record.body.length;
        settle(result);
      }
    }
    this.#running = null; // in the turn that found nothing more to write: who comes next begins anew
  }

  #takeGroup(): Pending[] {
    let bytes = 0;
    let count = 0;
    for (const { record } of this.#pending) {
      if (count > 0 && bytes + record.body.length > GROUP_BYTES) break;
      bytes += record.body.length;
      count += 1;
    }
    return this.#pending.splice(0, count);
  }

  async #write(records: NewRecord[]): Promise<SpoolResult> {
    const needed = records.reduce((sum, record) => sum + RECORD_HEAD_BYTES + record.body.length, HEAD_BYTES);
    const spool = await this.#options.folder();
    if (!(await this.#options.room.take(needed))) return 'full';
    if (this.#active && this.#active.segment.size >= (this.#options.segmentBytes ?? SEGMENT_BYTES)) await this.#seal();
    const { segment, open } = (this.#active ??= await this.#begin(spool));
    const at = Date.now();
    const fresh = segment.size === 0;
    const parts = fresh
      ? [encodeHead({ salt: segment.salt, eventsBefore: this.#events, createdAt: segment.createdAt })]
      : [];
    let events = 0;
    for (const record of records) {
      parts.push(encodeRecordHead(segment.salt, record, { synced: segment.size, at }), record.body);
      events += record.events;
    }
    const bytes = Buffer.concat(parts);
    await open.write(bytes, segment.size);
    await open.sync();
    segment.size += bytes.length;
    segment.events += events;
    this.#events += events;
    if (fresh) spool.segments.push(segment);
    return 'spooled';
  }

  async #begin(spool: SpoolFolder): Promise<{ segment: Segment; open: OpenSegment }> {
    const number = this.#lastNumber + 1;
    const createdAt = Date.now();
    const { salt } = newHead(this.#events, createdAt);
    const file = segmentFile(spool.folder, number);
    this.#lastNumber = number;
    const open = await this.#options.files.create(file);
    const state = { size: 0, events: 0, sealed: false, trusted: true };
    return { segment: { number, file, salt, createdAt, ...state }, open };
  }

  async #seal(): Promise<void> {
    const active = this.#active;
    this.#active = null;
    if (!active) return;
    active.segment.sealed = true;
    await active.open.close().catch((error: unknown) => this.#options.onError(error));
  }

  /** After a failed write: what it left behind is cut off, or else stays behind what will be read. */
  async #abandon(): Promise<void> {
    const active = this.#active;
    if (!active) return;
    await active.open.truncate(active.segment.size).catch(() => undefined);
    await this.#seal();
    if (active.segment.size === 0) await this.#options.files.remove(active.segment.file).catch(() => undefined);
  }
}
