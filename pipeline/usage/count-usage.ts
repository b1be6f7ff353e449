import { createHash } from 'node:crypto';

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

function hashId(workspaceId: string, kind: string, id: string): string {
  return createHash('sha256').update(`${workspaceId}\n${kind}\n${id}`).digest('hex').slice(0, 32);
}

function earlier(a: string | null, b: string | null): string | null {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
}

/**
 * Counts usage by the rule of segment-facts 6.1: every accepted event is one API call on the day (UTC) it was received,
 * and the month's distinct userIds and anonymousIds are kept, an anonymousId with the day a call first carried it together
 * with a userId, because from then on it no longer counts. Events a destination filter keeps back count all the same.
 */
export function countUsage(events: UsageEvent[]): Usage {
  const calls = new Map<string, ApiCalls>();
  const ids = new Map<string, TrackedId>();
  for (const { workspaceId, sourceId, receivedAt, userId, anonymousId } of events) {
    const day = receivedAt.toISOString().slice(0, 10);
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
      } else {
        const idHash = hashId(workspaceId, kind, id);
        ids.set(idKey, { workspaceId, sourceId, month, kind, idHash, firstDay: day, linkedDay });
      }
    };
    add('u', userId, null);
    add('a', anonymousId, userId !== null && userId !== '' ? day : null);
  }
  return { apiCalls: [...calls.values()], trackedIds: [...ids.values()] };
}
