import { hash } from 'node:crypto';
import type { KnownIds } from './known-ids';

/** What of an accepted event counts. */
export interface UsageEvent {
  workspaceId: string;
  sourceId: string;
  receivedAt: Date;
  userId: string | null;
  anonymousId: string | null;
}

/** One distinct id of a workspace (and source) in a month (UTC); days are `YYYY-MM-DD`, the month is its first day. */
export interface TrackedId {
  workspaceId: string;
  sourceId: string;
  month: string;
  kind: 'u' | 'a';
  /** UUID made of the first half of a SHA-256: the id itself is not kept. */
  idHash: string;
  firstDay: string;
  /** The first day an anonymousId came together with a userId; null when it never did. */
  linkedDay: string | null;
}

export interface ApiCalls {
  workspaceId: string;
  sourceId: string;
  day: string;
  count: number;
}

export interface Usage {
  apiCalls: ApiCalls[];
  /** Per source; the workspace's own are their union. */
  trackedIds: TrackedId[];
}

const DAY_MS = 86_400_000;

function hashId(workspaceId: string, kind: string, id: string): string {
  return hash('sha256', `${workspaceId}\n${kind}\n${id}`, 'hex').slice(0, 32);
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/** An id as it is counted before it is known whether it is news. */
interface Seen extends Omit<TrackedId, 'idHash'> {
  id: string;
}

/**
 * Counts usage by the rule of segment-facts 6.1: every accepted event is one API call on the day (UTC) it was received,
 * and the month's distinct userIds and anonymousIds are kept, an anonymousId with the day a call first carried it together
 * with a userId, because from then on it no longer counts. Events a destination filter keeps back count all the same.
 * What `known` remembers as stored is left out of `trackedIds`; `remember` adds the rest to it, once that is stored too.
 */
export function countUsage(events: UsageEvent[], known?: KnownIds): Usage & { remember(): void } {
  const calls = new Map<string, ApiCalls>();
  const ids = new Map<string, Seen>();
  let dayMs = Number.NaN;
  let day = '';
  for (const { workspaceId, sourceId, receivedAt, userId, anonymousId } of events) {
    const ms = Math.floor(receivedAt.getTime() / DAY_MS);
    if (ms !== dayMs) {
      dayMs = ms;
      day = receivedAt.toISOString().slice(0, 10);
    }
    const callKey = `${workspaceId}\n${sourceId}\n${day}`;
    const call = calls.get(callKey);
    if (call) call.count += 1;
    else calls.set(callKey, { workspaceId, sourceId, day, count: 1 });
    const add = (kind: 'u' | 'a', id: string | null, linkedDay: string | null) => {
      if (id === null || id === '') return;
      const month = `${day.slice(0, 7)}-01`;
      const idKey = `${workspaceId}\n${sourceId}\n${month}\n${kind}\n${id}`;
      const found = ids.get(idKey);
      if (found) {
        found.firstDay = earlier(found.firstDay, day) ?? day;
        found.linkedDay = earlier(found.linkedDay, linkedDay);
      } else ids.set(idKey, { workspaceId, sourceId, month, kind, id, firstDay: day, linkedDay });
    };
    add('u', userId, null);
    add('a', anonymousId, userId !== null && userId !== '' ? day : null);
  }
  const news = [...ids].filter(([key, seen]) => known?.covers(key, seen) !== true);
  return {
    apiCalls: [...calls.values()],
    trackedIds: news.map(([, { id, ...seen }]) => ({ ...seen, idHash: hashId(seen.workspaceId, seen.kind, id) })),
    remember: () => {
      for (const [key, seen] of news) known?.remember(key, seen);
    },
  };
}
