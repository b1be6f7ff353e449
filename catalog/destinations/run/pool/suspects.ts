import type { ActionResult } from '../../kit/action-result';
import type { Death, ProcessLimits } from './definition-process';
import { failPart, runPart, type Part } from './part';
import { ProcessHost } from './process-host';

/** How long a type whose code ended a process runs apart from all others. */
const APART_MS = 10 * 60_000;
/** Types that run apart at the same time; the others wait. */
const MOST_TYPES = 3;
/** Times that one run may end a process; what is left then waits for another try. */
const MOST_DEATHS = 3;

/** One type that runs apart. */
interface Apart {
  /** For all its runs, as usual. */
  shared: ProcessHost;
  /** For one run at a time: one that was in a shared process that ended. */
  alone: ProcessHost;
  turn: Promise<void>;
  parts: number;
}

/**
 * Finds out who ended a process. All that was in it is suspect: each type of destination runs again in a process of its
 * own. Who survives that was innocent and never notices. A type that does not is looked at run by run and request by
 * request, so that exactly the event that ends a process fails, with the reason; after that it stays apart for a while.
 */
export class Suspects {
  private readonly guiltyUntil = new Map<string, number>();
  private readonly active = new Map<string, Apart>();
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly limits: ProcessLimits,
    private readonly nextId: () => number,
  ) {}

  /** Whether destinations of `type` run apart now. */
  knows(type: string): boolean {
    return this.active.has(type) || (this.guiltyUntil.get(type) ?? 0) > performance.now();
  }

  /** Runs what is open in `part` to its end, apart from all other types. */
  async run(part: Part): Promise<void> {
    const apart = await this.enter(part.type);
    try {
      const first = await runPart(apart.shared, part, this.nextId(), { serial: false, announce: true });
      const { death } = first;
      if (death === 'CLOSED') failPart(part, death);
      else if (death !== null) {
        this.guiltyUntil.set(part.type, performance.now() + APART_MS);
        const before = apart.turn;
        apart.turn = before.then(() => this.single(part, apart.alone, { death, starting: first.starting }));
        await apart.turn;
      }
    } finally {
      this.leave(part.type, apart);
    }
  }

  close(): void {
    for (const { shared, alone } of this.active.values()) {
      shared.close();
      alone.close();
    }
  }

  private async enter(type: string): Promise<Apart> {
    while (!this.active.has(type) && this.active.size >= MOST_TYPES)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    const apart = this.active.get(type) ?? {
      shared: new ProcessHost(this.limits),
      alone: new ProcessHost(this.limits),
      turn: Promise.resolve(),
      parts: 0,
    };
    this.active.set(type, apart);
    apart.parts += 1;
    return apart;
  }

  private leave(type: string, apart: Apart): void {
    apart.parts -= 1;
    if (apart.parts > 0) return;
    this.active.delete(type);
    apart.shared.close();
    apart.alone.close();
    for (const next of this.waiting.splice(0)) next();
  }

  /** One run, alone in a process: what ends it is found and fails, the rest goes on. */
  private async single(part: Part, host: ProcessHost, first: { death: Death; starting: number[] }): Promise<void> {
    let { death, starting } = first as { death: Death | null; starting: number[] };
    let serial = false;
    let last: Death = first.death;
    for (let deaths = 1; death !== null; deaths += 1) {
      if (death === 'CLOSED') return failPart(part, death);
      last = death;
      // One after the other, the last to start ended it. All at once, that is only likely: code that loops mostly does so
      // before it waits for anything. So each of them is tried by itself.
      const found = serial && starting.length === 1 ? starting : await this.guilty(part, host, starting);
      failPart(part, death, found);
      if (found.length === 0) serial = true;
      if (part.open.size === 0) return;
      if (deaths === MOST_DEATHS) break;
      ({ death, starting } = await runPart(host, part, this.nextId(), { serial, announce: true }));
    }
    if (part.open.size > 0) this.postpone(part, last);
  }

  /** Which of the events at `places` end a process each by itself. */
  private async guilty(part: Part, host: ProcessHost, places: number[]): Promise<number[]> {
    const found: number[] = [];
    for (const place of places) {
      if (!part.open.has(place) || found.length >= MOST_DEATHS) continue;
      const { death } = await runPart(host, part, this.nextId(), { serial: true, places: [place] });
      if (death !== null) found.push(place);
    }
    return found;
  }

  private postpone(part: Part, death: Death): void {
    const message = 'Other events stopped the code of the destination; this one waits for another try.';
    const result: ActionResult = { kind: 'retry', reason: death, status: null, message, retryAfterMs: null };
    for (const place of [...part.open])
      if (part.open.delete(place)) part.note(place, { result, status: null, exchanges: [] });
  }
}
