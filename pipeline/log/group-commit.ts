/** How an append ended. `full`: come again soon; `unavailable`: the database is away; `rejected`: it refuses this data. */
export type AppendResult = 'committed' | 'full' | 'unavailable' | 'rejected';

/**
 * How a group's entry ended, for those who keep what is not committed: `unavailable` was never sent; `doubtful` was, and may be
 * committed or yet be.
 */
export type GroupResult = AppendResult | 'doubtful';

/** What the database said about a failed append: refuse the data, try the same again, or give up for now. */
export type FailureKind = 'data' | 'transient' | 'connection';

export interface GroupCommitOptions<Row> {
  /** Commits rows, all or none. */
  append: (rows: Row[]) => Promise<void>;
  /** Sorts errors of `append`. */
  classify: (error: unknown) => FailureKind;
  /** Told of every failed append. */
  onError: (error: unknown, rows: number) => void;
  /** Milliseconds, monotonic. */
  now?: () => number;
  limits?: Partial<GroupCommitLimits>;
}

export interface GroupCommitLimits {
  /** The most rows of one append, unless a single sender brings more. */
  groupRows: number;
  /**
   * Rows for whose append nothing more is waited for. A commit costs PostgreSQL and the door as much as some twenty rows, so
   * not too few; but a process that reads all requests first stands still while they are committed.
   */
  eagerRows: number;
  /** How long fewer rows may wait for company while no append is in flight. */
  lingerMs: number;
  /**
   * The same while one is: it lands soon, and what gathered meanwhile goes together. Nobody waits longer for one that is
   * stuck.
   */
  gatherMs: number;
  /** Appends in flight at the same time. */
  flights: number;
  /** Rows and characters that may wait or be in flight. */
  maxRows: number;
  maxBytes: number;
  /** How long rows may wait before their append begins. */
  maxWaitMs: number;
  /** How long an append may be in flight before its senders hear `doubtful`. */
  maxFlightMs: number;
}

/** The limits that a server runs with. */
export const GROUP_COMMIT_LIMITS: GroupCommitLimits = {
  groupRows: 500,
  eagerRows: 32,
  lingerMs: 1,
  gatherMs: 8,
  flights: 3,
  maxRows: 20_000,
  maxBytes: 64 * 1024 * 1024,
  maxWaitMs: 100,
  maxFlightMs: 1000,
};

interface Entry<Row> {
  rows: Row[];
  bytes: number;
  queuedAt: number;
  settle: ((result: GroupResult) => void) | null;
}

const TRANSIENT_TRIES = 3;
const RESULTS: Record<FailureKind, GroupResult> = {
  data: 'rejected',
  transient: 'unavailable',
  connection: 'doubtful',
};

/**
 * Turns many small appends into few commits: a few requests share one, and while three are in flight the rest gathers. The
 * rows of one `add` are committed together. Bounded in rows, bytes and time, so that a slow database neither fills the
 * memory nor makes senders wait: who holds too long is told, and keeps the rows elsewhere.
 */
export class GroupCommit<Row> {
  readonly #options: GroupCommitOptions<Row>;
  readonly #limits: GroupCommitLimits;
  readonly #now: () => number;
  #queue: Entry<Row>[] = [];
  #queuedRows = 0;
  #heldRows = 0;
  #heldBytes = 0;
  #flights = 0;
  #timer: NodeJS.Timeout | null = null;
  #idle: (() => void)[] = [];

  constructor(options: GroupCommitOptions<Row>) {
    this.#options = options;
    this.#limits = { ...GROUP_COMMIT_LIMITS, ...options.limits };
    this.#now = options.now ?? (() => performance.now());
  }

  /** Rows whose senders wait for their commit. */
  get held(): number {
    return this.#heldRows;
  }

  /** Adds rows (of `bytes` characters) to the next group. Resolves, never rejects, once they are committed or refused. */
  add(rows: Row[], bytes: number): Promise<GroupResult> {
    if (rows.length === 0) return Promise.resolve('committed');
    const over = this.#heldRows + rows.length > this.#limits.maxRows || this.#heldBytes + bytes > this.#limits.maxBytes;
    if (over && this.#heldRows > 0) return Promise.resolve('full');
    return new Promise((resolve) => {
      this.#queue.push({ rows, bytes, queuedAt: this.#now(), settle: resolve });
      this.#queuedRows += rows.length;
      this.#heldRows += rows.length;
      this.#heldBytes += bytes;
      this.#schedule();
    });
  }

  /** Resolves when nothing is held any more. */
  drained(): Promise<void> {
    if (this.#heldRows === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  #schedule(): void {
    const first = this.#queue[0];
    if (!first) return;
    const waited = this.#now() - first.queuedAt;
    if (this.#flights < this.#limits.flights) {
      if (this.#queuedRows >= this.#limits.eagerRows || waited >= this.#companyMs()) {
        this.#takeOff();
        this.#schedule();
        return;
      }
    }
    if (this.#timer) return;
    const until = this.#flights < this.#limits.flights ? this.#companyMs() : this.#limits.maxWaitMs;
    this.#timer = setTimeout(() => this.#onTimer(), Math.max(1, until - waited));
  }

  /** How long a small group waits for more rows now. */
  #companyMs(): number {
    return this.#flights === 0 ? this.#limits.lingerMs : this.#limits.gatherMs;
  }

  #onTimer(): void {
    this.#timer = null;
    setImmediate(() => this.#endWaits()); // an append may have ended while this process was busy: its answer is read first
  }

  #endWaits(): void {
    const late = this.#now() - this.#limits.maxWaitMs;
    while (this.#flights >= this.#limits.flights && this.#queue[0] && this.#queue[0].queuedAt <= late) {
      const entry = this.#queue.shift();
      if (!entry) break;
      this.#queuedRows -= entry.rows.length;
      this.#settle(entry, 'unavailable');
    }
    this.#schedule();
  }

  #takeOff(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    let rows = 0;
    let entries = 0;
    for (const entry of this.#queue) {
      if (entries > 0 && rows + entry.rows.length > this.#limits.groupRows) break;
      rows += entry.rows.length;
      entries += 1;
    }
    const group = this.#queue.splice(0, entries);
    this.#queuedRows -= rows;
    this.#flights += 1;
    const overdue = setTimeout(() => setImmediate(() => this.#settleAll(group, 'doubtful')), this.#limits.maxFlightMs);
    void this.#commit(group).finally(() => {
      clearTimeout(overdue);
      this.#flights -= 1;
      if (this.#timer) clearTimeout(this.#timer);
      this.#timer = null;
      this.#schedule();
    });
  }

  async #commit(group: Entry<Row>[]): Promise<void> {
    const failure = await this.#append(group.flatMap((entry) => entry.rows));
    if (failure === null) return this.#settleAll(group, 'committed');
    if (failure === 'data' && group.length > 1) {
      // One sender's bad data must not fail its neighbours.
      for (const entry of group) if (entry.settle) await this.#commit([entry]);
      return;
    }
    this.#settleAll(group, RESULTS[failure]);
    if (failure !== 'connection') return;
    const waiting = this.#queue;
    this.#queue = [];
    this.#queuedRows = 0;
    this.#settleAll(waiting, 'unavailable');
  }

  async #append(rows: Row[]): Promise<FailureKind | null> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.#options.append(rows);
        return null;
      } catch (error) {
        this.#options.onError(error, rows.length);
        const kind = this.#options.classify(error);
        if (kind !== 'transient' || attempt >= TRANSIENT_TRIES) return kind;
      }
    }
  }

  #settleAll(entries: Entry<Row>[], result: GroupResult): void {
    for (const entry of entries) this.#settle(entry, result);
  }

  #settle(entry: Entry<Row>, result: GroupResult): void {
    const { settle } = entry;
    if (!settle) return;
    entry.settle = null;
    this.#heldRows -= entry.rows.length;
    this.#heldBytes -= entry.bytes;
    settle(result);
    if (this.#heldRows > 0) return;
    for (const resolve of this.#idle.splice(0)) resolve();
  }
}
