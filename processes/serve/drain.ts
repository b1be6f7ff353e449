import { Server as NetServer, type Socket } from 'node:net';
import type { Server, ServerResponse } from 'node:http';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';

/** How a server leaves, in milliseconds. */
export interface LeaveTimes {
  /** How long requests are still taken while health says "draining", so that proxies turn away by themselves. */
  drainMs: number;
  /** How long a connection may stay idle after the listener closed, before it is closed as well. */
  lingerMs: number;
}

/** The last part of a server's life. */
export interface Drain {
  /** Whether the server has begun to leave. */
  readonly leaving: boolean;
  /** Told of each request before it is answered. `endless`: its answer goes on until somebody ends it. */
  admit(res: ServerResponse, endless: boolean): void;
  /** Leaves; resolves when the last answer is out and the last connection is closed. */
  leave(times: LeaveTimes): Promise<void>;
}

const SWEEP_MS = 50;
const TURNS_TO_WAIT = 200;

/**
 * Lets a server go without failing a request. First it works as ever, but for its health. Then the listener closes, so that
 * who connects is refused and goes elsewhere with nothing lost, and each answer on a connection that is still open says
 * `Connection: close`. A connection on which nothing came meanwhile is closed last: a request that is sent at this very
 * moment is lost for senders that do not send again, and this is the one gap that HTTP/1.1 leaves. `drained` waits for the
 * end of the time for which it drains.
 */
export function createDrain(server: Server, drained: (ms: number) => Promise<void> = wait): Drain {
  const endless = new Set<ServerResponse>();
  const unanswered = new Set<ServerResponse>();
  const silent = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    silent.add(socket);
    socket.once('close', () => silent.delete(socket));
  });
  let leaving = false;
  let closing = false;

  function remember(set: Set<ServerResponse>, res: ServerResponse): void {
    set.add(res);
    res.once('close', () => set.delete(res));
  }

  function closeIdle(): void {
    server.closeIdleConnections();
    // Node counts a connection on which nothing ever came (browsers open some ahead) as one whose request is on its way.
    for (const socket of silent) if (socket.bytesRead === 0) socket.destroy();
  }

  return {
    get leaving() {
      return leaving;
    },
    admit(res, isEndless) {
      if (res.socket) silent.delete(res.socket);
      if (isEndless) remember(endless, res);
      if (!leaving) return;
      if (closing) res.setHeader('Connection', 'close');
      else remember(unanswered, res);
    },
    async leave({ drainMs, lingerMs }) {
      leaving = true;
      await drained(drainMs);
      closing = true;
      const closed = await closeListener(server);
      for (const res of unanswered) if (!res.headersSent) res.setHeader('Connection', 'close');
      const idleFrom = performance.now() + lingerMs;
      while (!closed.done) {
        for (const res of endless) res.destroy();
        if (performance.now() >= idleFrom) closeIdle();
        await Promise.race([wait(SWEEP_MS), closed.promise]);
      }
    },
  };
}

/**
 * Stops listening, and leaves the connections alone. The kernel resets connections that wait to be accepted when their
 * listener closes, so it closes right after a turn of the event loop that found none waiting.
 */
async function closeListener(server: Server): Promise<{ done: boolean; promise: Promise<void> }> {
  let came = false;
  const onConnection = (_: Socket) => (came = true);
  server.on('connection', onConnection);
  for (let turn = 0; turn < TURNS_TO_WAIT; turn += 1) {
    came = false;
    await nextTurn();
    if (!came) break;
  }
  server.off('connection', onConnection);
  const closed = { done: false, promise: Promise.resolve() };
  closed.promise = new Promise((resolve) => {
    // Not http.Server's own close: that one closes idle connections at once.
    NetServer.prototype.close.call(server, () => {
      closed.done = true;
      resolve();
    });
  });
  return closed;
}
