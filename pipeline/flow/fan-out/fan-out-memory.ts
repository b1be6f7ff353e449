import { KnownIds } from '../../usage/known-ids';

const MOST_SOURCES = 200;

/** What a follower of the log learns from one slice for the next. Only ever a saving: it may be forgotten, or be wrong. */
export class FanOutMemory {
  /** Ids whose usage is stored. */
  readonly known = new KnownIds();
  private readonly withoutRoute = new Set<string>();

  /** Sources that had no enabled destination when their events were last decided: nobody will read their payloads. */
  unrouted(): string[] {
    return [...this.withoutRoute];
  }

  learn(sourceId: string, routed: boolean): void {
    if (routed) this.withoutRoute.delete(sourceId);
    else if (this.withoutRoute.size < MOST_SOURCES) this.withoutRoute.add(sourceId);
  }
}
