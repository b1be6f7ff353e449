import type { EventRow } from '@/storage/events/event-row';
import type { SpoolPosition } from '@/storage/spool/spool-position';
import type { FailureKind } from '../group-commit';
import { type FoundRecord } from './record';
import type { Spool } from './spool';
import type { SpoolFiles } from './spool-files';
import type { Segment, SpoolFolder } from './spool-folder';
import { readPart, type Damage, type Part } from './spool-reader';
import { decodeRows } from './spooled-rows';

/** The rows of a record, and what is to be noted of it. */
export interface DrainedRecord {
  rows: EventRow[];
  /** Called once the record left the spool, to count what it was; not when it has to be read again. */
  settle?: () => void;
  /** Why it cannot be read, ever: a bug. It is kept aside. */
  unreadable?: string;
}

/** What left the spool just now. */
export interface Drained {
  /** As they were counted when they came. */
  events: number;
  rows: EventRow[];
  duplicates: EventRow[];
  /** Rows that may have been in the log already. */
  doubtful: ReadonlySet<EventRow>;
}

export interface SpoolDrainOptions {
  spool: Spool;
  files: SpoolFiles;
  /** How far `spool` is in the log; null when it is for another database. */
  position: (spool: SpoolFolder) => Promise<SpoolPosition | null>;
  /** Appends rows and moves the position, both or neither. Null when the position is not `from`. */
  append: (slice: {
    spoolId: string;
    from: SpoolPosition;
    to: SpoolPosition;
    rows: EventRow[];
  }) => Promise<EventRow[] | null>;
  /** Which of `rows` are in the log, however long ago they were stored. */
  findStored: (rows: EventRow[]) => Promise<ReadonlySet<EventRow>>;
  /** Turns a request that could not be read when it came into rows. */
  readRequest: (body: Buffer) => Promise<DrainedRecord>;
  classify: (error: unknown) => FailureKind;
  /** Told of what left the spool. */
  onDrained: (drained: Drained) => void;
  onError: (what: string, error: unknown, fields?: Record<string, unknown>) => void;
  /** How long to rest after a group that took `tookMs`: new events come first. */
  rest: (tookMs: number) => number;
  portion?: number;
}

const PORTION = 2000;
/** Ids are remembered for 24 hours at least; rows that may be stored and are nearly as old are looked up instead. */
const LOOK_UP_AFTER_MS = 20 * 3_600_000;
const RETRY_MS = 250;
const RETRY_MAX_MS = 2000;

/** Moves what is in the spools into the log: in order, in large groups, one at a time, exactly once. */
export class SpoolDrain {
  readonly #options: SpoolDrainOptions;
  readonly #positions = new Map<string, SpoolPosition>();
  /** Records to a group; fewer after PostgreSQL refused one, to find which. */
  #records = Number.POSITIVE_INFINITY;
  #failures = 0;
  #closing = false;
  #running: Promise<void> | null = null;
  #wakeUp: () => void = () => undefined;
  /** Events moved into the log since the start. */
  drained = 0;
  /** Why the last group did not get into the log; null once one did. */
  failure: string | null = null;
  /** Records that were set aside since the start. */
  aside = 0;
  /** Damaged places in spool files found since the start. */
  damaged = 0;

  constructor(options: SpoolDrainOptions) {
    this.#options = options;
  }

  /** Begins to drain if there is anything. */
  wake(): void {
    if (this.#closing || this.#running) return;
    this.#running = this.#run().finally(() => {
      this.#running = null;
      if (this.#options.spool.oldest()) this.wake();
    });
  }

  /** Tries again now: the database is back. */
  retry(): void {
    if (this.#failures > 0) this.#wakeUp();
    this.wake();
  }

  /** Resolves once the group under way is in the log or not. */
  async close(): Promise<void> {
    this.#closing = true;
    this.#wakeUp();
    await this.#running;
  }

  async #run(): Promise<void> {
    while (!this.#closing) {
      const spool = this.#options.spool.oldest();
      if (!spool) return;
      const started = performance.now();
      try {
        await this.#step(spool);
        this.#failures = 0;
        this.failure = null;
        await this.#pause(this.#options.rest(performance.now() - started));
      } catch (error) {
        this.#positions.delete(spool.id); // whether the last group is in the log, only the log knows
        if (!this.#suspect(error)) {
          this.#failures += 1;
          this.failure = error instanceof Error ? error.message : String(error);
          this.#options.onError('the spool could not be drained just now', error);
          await this.#pause(Math.min(RETRY_MAX_MS, RETRY_MS * this.#failures));
        }
      }
    }
  }

  async #step(spool: SpoolFolder): Promise<void> {
    const [segment] = spool.segments;
    if (!segment) return;
    const from = this.#positions.get(spool.id) ?? (await this.#options.position(spool));
    if (from === null) return this.#options.spool.leaveAlone(spool);
    this.#positions.set(spool.id, from);
    const offset = from.segment === segment.number ? from.offset : from.segment > segment.number ? segment.size : 0;
    if (offset >= segment.size) return this.#options.spool.drop(spool, segment, offset);
    const part = await readPart(this.#options.files, segment, offset, {
      events: this.#options.portion ?? PORTION,
      records: this.#records,
    });
    if (part.damage) await this.#report(spool, segment, part.damage);
    await this.#append(spool, segment, from, part);
  }

  async #append(spool: SpoolFolder, segment: Segment, from: SpoolPosition, part: Part): Promise<void> {
    const rows: EventRow[] = [];
    const doubtful = new Set<EventRow>();
    const aside: { record: FoundRecord; why: string }[] = [];
    const settle: (() => void)[] = [];
    for (const record of part.records) {
      const read = await this.#read(record);
      if (record.kind === 'doubtful_rows' && Math.abs(Date.now() - record.at) > LOOK_UP_AFTER_MS) {
        const stored = await this.#options.findStored(read.rows);
        read.rows = read.rows.filter((row) => !stored.has(row));
      }
      if (read.unreadable !== undefined) aside.push({ record, why: read.unreadable });
      if (read.settle) settle.push(read.settle);
      for (const row of read.rows) {
        rows.push(row);
        if (record.kind === 'doubtful_rows') doubtful.add(row);
      }
    }
    const to = { segment: segment.number, offset: part.to };
    for (const { record, why } of aside) await this.#keepAside(spool, segment, record, why);
    const duplicates = await this.#appendRows(spool, segment, { from, to, rows, part });
    if (duplicates === null) {
      this.#positions.delete(spool.id);
      return;
    }
    this.#positions.set(spool.id, to);
    this.#records *= 2;
    const events = part.records.reduce((sum, record) => sum + record.events, 0);
    segment.events = Math.max(0, segment.events - events);
    this.drained += events;
    for (const each of settle) each();
    this.#options.onDrained({ events, rows, duplicates, doubtful });
    if (part.to >= segment.size) await this.#options.spool.drop(spool, segment, part.to);
  }

  async #appendRows(
    spool: SpoolFolder,
    segment: Segment,
    { from, to, rows, part }: { from: SpoolPosition; to: SpoolPosition; rows: EventRow[]; part: Part },
  ): Promise<EventRow[] | null> {
    try {
      return await this.#options.append({ spoolId: spool.id, from, to, rows });
    } catch (error) {
      const [record] = part.records;
      if (this.#options.classify(error) !== 'data' || part.records.length !== 1 || !record) {
        if (part.records.length > 1) this.#records = part.records.length;
        throw error;
      }
      await this.#keepAside(spool, segment, record, error instanceof Error ? error.message : String(error));
      rows.length = 0;
      return this.#options.append({ spoolId: spool.id, from, to, rows });
    }
  }

  async #read(record: FoundRecord): Promise<DrainedRecord> {
    if (record.kind === 'request') return this.#options.readRequest(record.body);
    try {
      return { rows: decodeRows(record.body) };
    } catch (error) {
      return { rows: [], unreadable: `not rows: ${String(error)}` };
    }
  }

  /** Halves the group when its data is at fault, until the record that is stands alone. @returns whether it is. */
  #suspect(error: unknown): boolean {
    if (this.#options.classify(error) !== 'data' || this.#records === 1) return false;
    this.#records = Number.isFinite(this.#records) ? Math.max(1, Math.floor(this.#records / 2)) : 1;
    return true;
  }

  async #keepAside(spool: SpoolFolder, segment: Segment, record: FoundRecord, why: string): Promise<void> {
    const facts = { why, kind: record.kind, events: record.events, at: new Date(record.at) };
    const place = await this.#options.spool.keepAside(
      `${JSON.stringify(facts)}\n${record.body.toString('utf8')}`,
      `${spool.id}-${segment.number}-${record.offset}`,
    );
    if (place === null) return;
    this.aside += 1;
    this.#options.onError('a record of the spool could not be appended and was set aside', new Error(why), { place });
  }

  /** Damage is told, and the file kept, before anything moves on. */
  async #report(spool: SpoolFolder, segment: Segment, damage: Damage): Promise<void> {
    const fields = { file: segment.file, from: damage.from, to: damage.to };
    if (!damage.lost && damage.to >= segment.size) {
      const what = 'the last write to a spool file was cut off; nobody was told that it was done';
      return this.#options.onError(what, new Error('cut off'), fields);
    }
    this.damaged += 1;
    const place = await this.#options.spool.keepFile(spool, segment);
    const what = damage.lost ? 'acknowledged records of the spool are damaged' : 'a part of a spool file is no record';
    this.#options.onError(`${what}; the file is kept`, new Error('damaged'), { ...fields, place });
  }

  async #pause(ms: number): Promise<void> {
    if (this.#closing) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.#wakeUp = resolve;
      timer = setTimeout(resolve, ms);
    });
    clearTimeout(timer);
    this.#wakeUp = () => undefined;
  }
}
