import type { LiveEvent } from '@/control-plane/debugger/live-event';

/** The debugger keeps this many events of a source. */
export const LIST_CAP = 500;

/** The events that are shown, and those held back while one reads or has paused. Both newest first. */
export interface LiveList {
  shown: LiveEvent[];
  held: LiveEvent[];
  /** How many have been held back; may exceed what is kept of them. */
  heldCount: number;
  /** Ids that have just come into view. */
  fresh: ReadonlySet<string>;
}

/** A list that begins with `events`. */
export function startList(events: LiveEvent[]): LiveList {
  return { shown: merge([], events), held: [], heldCount: 0, fresh: new Set() };
}

/** Orders ids, which are numbers too large for number, from the greatest. */
function newestFirst(a: LiveEvent, b: LiveEvent): number {
  return b.id.length - a.id.length || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

/** Both lists as one: each id once, newest first, at most the cap. */
function merge(list: LiveEvent[], more: LiveEvent[]): LiveEvent[] {
  const known = new Set(list.map((event) => event.id));
  const added = more.filter((event) => !known.has(event.id) && known.add(event.id));
  return added.length === 0 ? list : [...list, ...added].sort(newestFirst).slice(0, LIST_CAP);
}

/**
 * Takes in events as they come; in whatever order and however often they do, each is in the list once. With `hold` they
 * wait until `release`; `quiet` ones (what was there before one looked) are neither held nor marked as new.
 */
export function arrive(list: LiveList, events: LiveEvent[], how: { hold: boolean; quiet: boolean }): LiveList {
  const known = new Set([...list.shown, ...list.held].map((event) => event.id));
  const added = events.filter((event) => !known.has(event.id) && known.add(event.id));
  if (added.length === 0) return list;
  if (how.hold && !how.quiet) {
    return { ...list, held: merge(list.held, added), heldCount: list.heldCount + added.length };
  }
  const shown = merge(list.shown, added);
  return how.quiet ? { ...list, shown } : { ...list, shown, fresh: new Set(added.map((event) => event.id)) };
}

/** Shows what was held back. */
export function release(list: LiveList): LiveList {
  if (list.heldCount === 0) return list;
  return {
    shown: merge(list.shown, list.held),
    held: [],
    heldCount: 0,
    fresh: new Set(list.held.map((event) => event.id)),
  };
}

/** Lets new events stop standing out. */
export function settle(list: LiveList): LiveList {
  return list.fresh.size === 0 ? list : { ...list, fresh: new Set() };
}
