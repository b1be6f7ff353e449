import type { Logger } from '@/platform/logger';
import { randomToken } from '@/platform/ids';
import { pool } from '@/storage/client';
import { countTries, openBreakers, type TriesOfDestination } from '@/storage/deliveries/breaker/count-tries';
import { countWorkers } from '@/storage/deliveries/breaker/count-workers';
import { pauseDestination } from '@/storage/deliveries/breaker/pause-destination';
import { endProbe, takeProbe, type ProbeEnd } from '@/storage/deliveries/breaker/probe';
import { readHeldDestinations, type HeldDestination } from '@/storage/deliveries/breaker/read-breakers';
import type { Blame } from '../deliver/blame';
import { GOOD_PROBE_AGAIN_MS, OPENING_RULE, PROBES_TO_CLOSE, probeWait } from '../deliver/breaker-rules';

/** Whose try it was. */
export interface TriedDestination {
  destinationId: string;
  workspaceId: string;
}

/** What may be sent to a destination: everything, one try to see, or nothing. */
export type Gate = { kind: 'closed' } | { kind: 'probe' | 'held'; reason: string; inMs: number };

/** Only tests choose other than the defaults. */
export interface BreakersOptions {
  log: Logger;
  /** How long a probe may take. */
  leaseMs: number;
  firstProbeMs?: number;
  /** Told when something about a destination has changed. */
  onChange: () => void;
}

/** Counts are written and the state of all breakers is read at least this often. */
const EVERY_MS = 1000;
/** So many failures of one destination are written at once, but not more often than this. */
const URGENT = { failures: 5, everyMs: 100 };
/** Workers come and go seldom. */
const COUNT_WORKERS_EVERY_MS = 5000;
/** A pause shorter than this is not worth telling other workers of. */
const SHARED_PAUSE_MS = 2000;
/** A single try that said nothing about the destination is followed by another; twice as late after each fault of ours. */
const NOTHING_LEARNED_MS = 200;
const CLOSED: Gate = { kind: 'closed' };

/** How a single try went. */
export interface ProbeResult {
  blame: Blame;
  reason: string | null;
  /** For how long the destination asked to be left alone; 0: it did not. */
  asksForMs: number;
}

interface EndedProbe {
  destinationId: string;
  token: string;
  end: ProbeEnd;
  until: number;
}

/**
 * The breakers of all destinations, as this worker knows them. The database has their state, so that all workers share
 * it: it is read every second, tries are added to the counts as often, and only one worker gets to probe. While the
 * database is away, what was last read holds. Times are monotonic milliseconds.
 */
export class Breakers {
  /** Whether the state of all breakers has been read; before, nobody knows what may be sent. */
  known = false;
  /** Workers that deliver. */
  workers = 1;
  private held = new Map<string, HeldDestination & { readAt: number }>();
  private counts = new Map<string, TriesOfDestination>();
  private ended: EndedProbe[] = [];
  /** Probes in a row that failed on our side. */
  private readonly silent = new Map<string, number>();
  private pauses = new Map<string, TriedDestination & { until: number }>();
  private countedWorkersAt = -Infinity;
  private roundAt = -Infinity;
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private stopped = false;

  constructor(private readonly options: BreakersOptions) {
    this.schedule(0);
  }

  /** How many destinations are held back. */
  get open(): number {
    return [...this.held.values()].filter(({ state }) => state !== 'closed').length;
  }

  /** What may be sent to a destination now. */
  gate(destinationId: string, now: number): Gate {
    const found = this.held.get(destinationId);
    if (!found || found.state === 'closed') return CLOSED;
    const inMs = Math.max(0, found.readAt + found.probeInMs - now);
    return { kind: inMs > 0 ? 'held' : 'probe', reason: found.reason ?? 'INTERNAL', inMs };
  }

  /** Milliseconds for which any worker's 429 asks to leave a destination alone. */
  pausedFor(destinationId: string, now: number): number {
    const found = this.held.get(destinationId);
    return found ? Math.max(0, found.readAt + found.pausedForMs - now) : 0;
  }

  /** Takes note of a try. */
  note({ destinationId, workspaceId }: TriedDestination, blame: Blame, reason: string | null): void {
    if (blame === 'none') return;
    const row = this.counts.get(destinationId) ?? { destinationId, workspaceId, tries: 0, failures: 0, reason: null };
    row.tries += 1;
    if (blame === 'failure') {
      row.failures += 1;
      row.reason = reason;
    }
    this.counts.set(destinationId, row);
    if (row.failures >= URGENT.failures && row.failures % URGENT.failures === 0) this.hurry();
  }

  /** Tells the others that a destination asked to be left alone. */
  pause(destination: TriedDestination, forMs: number, now: number): void {
    if (forMs < SHARED_PAUSE_MS) return;
    const known =
      this.pauses.get(destination.destinationId)?.until ?? now + this.pausedFor(destination.destinationId, now);
    if (now + forMs > known + SHARED_PAUSE_MS)
      this.pauses.set(destination.destinationId, { ...destination, until: now + forMs });
  }

  /** Takes the single try that is due; null when another worker has it. @throws when the database is away. */
  async takeProbe(destinationId: string): Promise<string | null> {
    const token = randomToken(16);
    const ours = await takeProbe(pool(), destinationId, token, this.options.leaseMs);
    const found = this.held.get(destinationId);
    // Until the next reading nobody here asks again.
    if (found) this.held.set(destinationId, { ...found, readAt: performance.now(), probeInMs: EVERY_MS * 2 });
    return ours ? token : null;
  }

  /** Ends a single try; written at once, and again until the database takes it or it is no longer waited for. */
  endProbe(destinationId: string, token: string, { blame, reason, asksForMs }: ProbeResult): void {
    const { firstProbeMs = OPENING_RULE.firstProbeMs, leaseMs } = this.options;
    // What failed on our side is tried again and again; all else that says nothing ends a delivery.
    const silent = blame === 'none' && reason === 'INTERNAL' ? (this.silent.get(destinationId) ?? 0) + 1 : 0;
    if (silent > 0) this.silent.set(destinationId, silent);
    else this.silent.delete(destinationId);
    const againMs = Math.min(
      NOTHING_LEARNED_MS * 2 ** Math.max(0, silent - 1),
      Math.max(NOTHING_LEARNED_MS, firstProbeMs),
    );
    let end: ProbeEnd = { kind: 'none', againMs };
    if (blame === 'good')
      end = { kind: 'good', enough: PROBES_TO_CLOSE, againMs: Math.min(GOOD_PROBE_AGAIN_MS, firstProbeMs) };
    else if (blame === 'failure' || asksForMs > 0) {
      const nextMs = (failed: number) => Math.max(asksForMs, probeWait(failed, firstProbeMs));
      end = { kind: 'bad', reason: reason ?? 'INTERNAL', nextMs };
    }
    this.ended.push({ destinationId, token, end, until: performance.now() + leaseMs });
    this.hurry();
  }

  /** Writes what is left to write. */
  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.running;
    await this.write().catch(() => undefined);
  }

  private hurry(): void {
    const wait = Math.max(0, this.roundAt + URGENT.everyMs - performance.now());
    if (!this.running) this.schedule(wait);
  }

  private schedule(ms: number): void {
    if (this.stopped) return;
    if (this.timer) clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.running = this.round().finally(() => {
        this.running = null;
        this.schedule(this.ended.length > 0 ? URGENT.everyMs : EVERY_MS);
      });
    }, ms);
  }

  private async round(): Promise<void> {
    this.roundAt = performance.now();
    try {
      await this.write();
      await this.read();
    } catch (error) {
      this.options.log.debug('The breakers could not be read or written; what was known of them holds.', { error });
    }
  }

  private async write(): Promise<void> {
    const { log, firstProbeMs = OPENING_RULE.firstProbeMs } = this.options;
    for (const probe of this.ended.splice(0)) {
      if (probe.until < performance.now()) continue;
      try {
        const closed = await endProbe(pool(), probe.destinationId, probe.token, probe.end);
        if (closed) log.info('A destination is delivered to again.', { destinationId: probe.destinationId });
      } catch (error) {
        this.ended.push(probe);
        throw error;
      }
    }
    for (const [id, { until, ...destination }] of this.pauses) {
      const forMs = until - performance.now();
      if (forMs > 0) await pauseDestination(pool(), destination, forMs);
      this.pauses.delete(id);
    }
    const counts = this.counts;
    this.counts = new Map();
    const rows = [...counts.values()];
    try {
      await countTries(pool(), rows);
    } catch (error) {
      for (const row of this.counts.values()) merge(counts, row);
      this.counts = counts;
      throw error;
    }
    const opened = await openBreakers(pool(), rows, { ...OPENING_RULE, firstProbeMs });
    for (const destinationId of opened) {
      const reason = counts.get(destinationId)?.reason;
      log.warn('A destination fails too often and is held back.', { destinationId, reason });
    }
  }

  private async read(): Promise<void> {
    const rows = await readHeldDestinations(pool());
    const readAt = performance.now();
    const before = this.held;
    const first = !this.known;
    this.known = true;
    this.held = new Map(rows.map((row) => [row.destinationId, { ...row, readAt }]));
    for (const id of this.silent.keys()) if (!this.held.has(id)) this.silent.delete(id);
    const changed = [...before].some(([id, { state }]) => (this.held.get(id)?.state ?? 'closed') !== state);
    if (readAt - this.countedWorkersAt > COUNT_WORKERS_EVERY_MS) {
      this.workers = await countWorkers(pool());
      this.countedWorkersAt = readAt;
    }
    if (changed || first) this.options.onChange();
  }
}

function merge(into: Map<string, TriesOfDestination>, row: TriesOfDestination): void {
  const found = into.get(row.destinationId);
  if (!found) into.set(row.destinationId, row);
  else {
    found.tries += row.tries;
    found.failures += row.failures;
    found.reason = row.reason ?? found.reason;
  }
}
