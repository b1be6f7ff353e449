'use client';

import { useCallback, useSyncExternalStore } from 'react';
import { RelativeTime } from '../ui/data/relative-time';

const newest = new Map<string, string>();
const listeners = new Set<() => void>();

/** Notes when a source's newest event came (ISO-8601), for what stands outside the live list. */
export function noteLastEvent(sourceId: string, receivedAt: string): void {
  if ((newest.get(sourceId) ?? '') >= receivedAt) return;
  newest.set(sourceId, receivedAt);
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** When the source's last event came, kept current by whatever list of it is live on the page. */
export function LastEvent({ sourceId, at }: { sourceId: string; at: string | null }) {
  const read = useCallback(() => {
    const seen = newest.get(sourceId) ?? null;
    return seen !== null && (at === null || seen > at) ? seen : at;
  }, [sourceId, at]);
  const shown = useSyncExternalStore(listen, read, () => at);
  if (shown === null) return <>No events yet</>;
  return (
    <>
      Last event <RelativeTime at={shown} />
    </>
  );
}
