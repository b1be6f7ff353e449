import type { IngestReason } from '@/spec/outcome';
import type { EventType } from '@/spec/event';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { EventRow } from '@/storage/events/event-row';
import type { OutcomeCount } from '@/storage/metrics/add-outcome-counts';
import type { Arrival } from '../../../validate/normalise-event';
import { toEventRow } from '../read/ingest-row';

/** A request that was refused, of a source that is known. */
export interface RefusedRequest {
  owner: WriteKeyOwner;
  reason: IngestReason;
  /** What its sender was told. */
  problem: string;
  /** How many events it had; 1 when that cannot be told. */
  events: number;
  /** The call that the path names; null for a batch. */
  type: EventType | null;
  arrival: Arrival;
  /** What was sent, as far as it was read. */
  text: string;
  /** Whether its sender asked for an honest answer, whose request id is to find it. */
  honest?: boolean;
}

export interface RefusedEventsOptions {
  /** Appends one row to the log; resolves to whether it is safe. */
  append: (row: EventRow) => Promise<boolean>;
  addCounts: (counts: OutcomeCount[]) => Promise<void>;
  onError: (error: unknown) => void;
  everyMs?: number;
}

type Counted = Pick<RefusedRequest, 'owner' | 'reason' | 'type'> & Pick<Arrival, 'receivedAt'>;

/** Refused requests of one source that become rows, in each period and for each reason; the others are only counted. */
const ROWS_EACH_PERIOD = 5;
/** The same when the answer is honest. */
const HONEST_ROWS_EACH_PERIOD = 50;
const PERIOD_MS = 1000;
const EXCERPT_CHARACTERS = 500;
const LONGEST_KEY = 256;
/** Different counts held while the database is away; then the minutes are given up, never the numbers. */
const MOST_COUNTS = 10_000;

/**
 * Makes visible what was refused: some requests of each source as rows of the log, which the debugger shows, and all of
 * them in the counters. A row is counted when it is fanned out; what has no row is counted from here, once a second.
 */
export class RefusedEvents {
  readonly #options: RefusedEventsOptions;
  #counts = new Map<string, OutcomeCount>();
  readonly #rows = new Map<string, number>();
  readonly #appending = new Set<Promise<void>>();
  #timer: NodeJS.Timeout | null = null;
  #writing: Promise<void> | null = null;
  #total = 0;

  constructor(options: RefusedEventsOptions) {
    this.#options = options;
  }

  /** Events of known sources that were refused since the start. */
  get total(): number {
    return this.#total;
  }

  record(refused: RefusedRequest): void {
    const { sourceId, honestMode } = refused.owner;
    const most = honestMode || refused.honest ? HONEST_ROWS_EACH_PERIOD : ROWS_EACH_PERIOD;
    this.#total += refused.events;
    const kind = `${sourceId} ${refused.reason}`;
    const rows = this.#rows.get(kind) ?? 0;
    this.#schedule();
    const counted: Counted = { ...refused, receivedAt: refused.arrival.receivedAt };
    if (rows >= most) return this.#count(counted, refused.events);
    this.#rows.set(kind, rows + 1);
    if (refused.events > 1) this.#count(counted, refused.events - 1);
    const append: Promise<void> = this.#options
      .append(toRow(refused))
      .then((safe) => {
        if (!safe) this.#count(counted, 1);
      })
      .finally(() => this.#appending.delete(append));
    this.#appending.add(append);
  }

  /** Counts events of a request whose other events have rows. */
  countOnly(reason: IngestReason, owner: WriteKeyOwner, events: number, arrivedAt: Arrival['receivedAt']): void {
    if (events === 0) return;
    this.#schedule();
    this.#count({ owner, reason, type: null, receivedAt: arrivedAt }, events);
  }

  /** Writes what is gathered now. */
  async close(): Promise<void> {
    await Promise.all(this.#appending);
    if (this.#timer) clearTimeout(this.#timer);
    await this.#writing;
    await this.#write();
  }

  #count({ owner, reason, type, receivedAt }: Counted, events: number): void {
    const full = this.#counts.size >= MOST_COUNTS;
    const minute = full ? '' : receivedAt.iso.slice(0, 16);
    this.#add(`${owner.sourceId} ${type ?? ''} ${reason} ${minute}`, {
      at: new Date(receivedAt.at),
      workspaceId: owner.workspaceId,
      sourceId: owner.sourceId,
      destinationId: '',
      eventType: type ?? 'unknown',
      outcome: 'failed_on_ingest',
      reason: owner.enabled ? reason : 'source_disabled',
      onRetry: false,
      count: events,
    });
  }

  #add(key: string, count: OutcomeCount): void {
    const found = this.#counts.get(key);
    if (found) found.count += count.count;
    else this.#counts.set(key, count);
  }

  #schedule(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#rows.clear();
      this.#writing ??= this.#write().finally(() => {
        this.#writing = null;
        if (this.#counts.size > 0) this.#schedule();
      });
    }, this.#options.everyMs ?? PERIOD_MS);
  }

  async #write(): Promise<void> {
    const counts = this.#counts;
    if (counts.size === 0) return;
    this.#counts = new Map();
    try {
      await this.#options.addCounts([...counts.values()]);
    } catch (error) {
      for (const [key, count] of counts) this.#add(key, count);
      this.#options.onError(error);
    }
  }
}

function toRow({ owner, reason, problem, events, type, arrival, text }: RefusedRequest): EventRow {
  const shown = text.slice(0, EXCERPT_CHARACTERS + LONGEST_KEY).replaceAll(owner.key, '…');
  const facts = { problem, ...(events > 1 ? { events } : {}), excerpt: shown.slice(0, EXCERPT_CHARACTERS) };
  return toEventRow(
    facts,
    owner,
    { arrival, envelope: {}, routeType: type, verdict: reason, mayBeTooLarge: false, traced: false },
    0,
  );
}
