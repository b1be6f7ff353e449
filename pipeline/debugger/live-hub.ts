import type { Logger } from '@/platform/logger';
import type { AnnouncementListener } from '@/storage/events/read-announcements';
import type { NewestEvents, StoredEvent } from '@/storage/events/read-newest-events';

/** Events that are new since the last batch, newest first, and the cursor to resume from after them. */
export interface LiveBatch {
  events: StoredEvent[];
  cursor: string;
}

/** What the hub needs of the world; tests bring their own. */
export interface LiveHubParts {
  log: Logger;
  /** Opens the one LISTEN connection of the process. */
  listen: (listener: AnnouncementListener) => { close(): Promise<void> };
  /** Reads a source's newest events, only those from transaction `from` on when given. */
  read: (workspaceId: string, sourceId: string, from?: string) => Promise<NewestEvents>;
  /** Never read one source more often than this. */
  minIntervalMs?: number;
  /** Read watched sources this often even without an announcement, in case one was lost. */
  safetyIntervalMs?: number;
}

/** Fans the events of each watched source out to everybody who watches it, reading each event once. */
export interface LiveHub {
  /**
   * Calls `onBatch` with events that become visible from now on. Once the promise resolves, anything the caller reads
   * itself and these batches together leave no gap; an event may come in both. Call what it resolves to, to stop.
   */
  subscribe(workspaceId: string, sourceId: string, onBatch: (batch: LiveBatch) => void): Promise<() => void>;
  /** How many sources are watched. */
  watched(): number;
  close(): Promise<void>;
}

interface Channel {
  workspaceId: string;
  sourceId: string;
  subscribers: Set<(batch: LiveBatch) => void>;
  cursor: string | null;
  /** Ids already passed on that a read from `cursor` may bring again. */
  passed: Set<string>;
  ready: Promise<void>;
  busy: boolean;
  again: boolean;
}

/** Creates a hub; one per process is meant (see hub-of-process). */
export function createLiveHub({
  log,
  listen,
  read,
  minIntervalMs = 100,
  safetyIntervalMs = 5000,
}: LiveHubParts): LiveHub {
  /** By source and workspace: whoever subscribes with a workspace that does not own the source shares nothing with its owner. */
  const channels = new Map<string, Map<string, Channel>>();
  let listening: { close(): Promise<void> } | null = null;
  let safety: NodeJS.Timeout | null = null;

  function takeIn(channel: Channel, newest: NewestEvents): StoredEvent[] {
    const fresh = newest.events.filter((event) => !channel.passed.has(event.id));
    const from = BigInt(newest.cursor);
    channel.cursor = newest.cursor;
    channel.passed = new Set(newest.events.filter((event) => BigInt(event.tx) >= from).map((event) => event.id));
    return fresh;
  }

  async function pump(channel: Channel): Promise<void> {
    if (channel.busy) {
      channel.again = true;
      return;
    }
    channel.busy = true;
    do {
      channel.again = false;
      try {
        const newest = await read(channel.workspaceId, channel.sourceId, channel.cursor ?? undefined);
        const events = takeIn(channel, newest);
        if (events.length > 0) {
          for (const subscriber of channel.subscribers) subscriber({ events, cursor: newest.cursor });
        }
      } catch (error) {
        log.warn('reading new events for the debugger failed', { sourceId: channel.sourceId, error });
      }
      await new Promise((resolve) => setTimeout(resolve, minIntervalMs));
    } while (channel.again && channel.subscribers.size > 0);
    channel.busy = false;
  }

  function pumpSource(sourceId: string): void {
    for (const channel of channels.get(sourceId)?.values() ?? []) void pump(channel);
  }

  function pumpAll(): void {
    for (const sourceId of channels.keys()) pumpSource(sourceId);
  }

  function start(): void {
    listening ??= listen({
      onSource: pumpSource,
      onListening: pumpAll,
      onError: (error) => log.warn('the live connection to the database broke; trying again', { error }),
    });
    safety ??= setInterval(pumpAll, safetyIntervalMs).unref();
  }

  async function stopIfIdle(): Promise<void> {
    if (channels.size > 0) return;
    const closing = listening;
    listening = null;
    if (safety) clearInterval(safety);
    safety = null;
    await closing?.close();
  }

  function channelOf(workspaceId: string, sourceId: string): Channel {
    const ofSource = channels.get(sourceId) ?? new Map<string, Channel>();
    channels.set(sourceId, ofSource);
    const channel = ofSource.get(workspaceId) ?? open(workspaceId, sourceId);
    ofSource.set(workspaceId, channel);
    return channel;
  }

  function drop(channel: Channel): void {
    const ofSource = channels.get(channel.sourceId);
    if (ofSource?.get(channel.workspaceId) !== channel) return;
    ofSource.delete(channel.workspaceId);
    if (ofSource.size === 0) channels.delete(channel.sourceId);
    void stopIfIdle();
  }

  function open(workspaceId: string, sourceId: string): Channel {
    const channel: Channel = {
      workspaceId,
      sourceId,
      subscribers: new Set(),
      cursor: null,
      passed: new Set(),
      ready: Promise.resolve(),
      busy: false,
      again: false,
    };
    channel.ready = read(workspaceId, sourceId).then((newest) => void takeIn(channel, newest));
    return channel;
  }

  return {
    async subscribe(workspaceId, sourceId, onBatch) {
      start();
      const channel = channelOf(workspaceId, sourceId);
      const stop = () => {
        if (channel.subscribers.delete(onBatch) && channel.subscribers.size === 0) drop(channel);
      };
      channel.subscribers.add(onBatch);
      try {
        await channel.ready;
      } catch (error) {
        stop();
        throw error;
      }
      void pump(channel);
      return stop;
    },
    watched: () => channels.size,
    async close() {
      channels.clear();
      await stopIfIdle();
    },
  };
}
