export interface Announcer {
  /** Says that `sourceId` has new committed events. */
  announce(sourceId: string): void;
  /** Sends what is still owed. */
  close(): Promise<void>;
}

/**
 * Announces new events at once, then at most every `everyMs` per source; the last announcement of a burst is never lost.
 * A failed announcement is dropped: followers poll too.
 */
export function createAnnouncer(send: (sourceIds: string[]) => Promise<void>, everyMs = 100): Announcer {
  let owed = new Set<string>();
  let quiet = true;
  let timer: NodeJS.Timeout | null = null;

  const flush = async () => {
    if (owed.size === 0) return;
    const sourceIds = [...owed];
    owed = new Set();
    await send(sourceIds).catch(() => undefined);
  };
  const tick = () => {
    if (owed.size === 0) {
      quiet = true;
      timer = null;
      return;
    }
    timer = setTimeout(tick, everyMs);
    void flush();
  };
  return {
    announce(sourceId) {
      owed.add(sourceId);
      if (!quiet) return;
      quiet = false;
      timer = setTimeout(tick, 0);
    },
    async close() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}
