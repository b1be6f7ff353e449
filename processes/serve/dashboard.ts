import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:http';
import type { Duplex } from 'node:stream';
import next from 'next';
import type { Env } from '../../config/env';
import { createForwardedHeaders } from './forwarded-headers';
import type { PartHealth } from './health';

/** The dashboard and the Public API: Next behind our server. */
export interface Dashboard {
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  health(): PartHealth;
  ready: Promise<void>;
  close(): Promise<void>;
}

/** Prepares Next in the background; requests that come before it is ready wait for it. */
export function createDashboard(env: Env, dev: boolean, server: Server): Dashboard {
  // Next listens for upgrades on the server that it is given, and answers none outside of development. Without a listener,
  // Node ignores a request's wish to upgrade, and answers it as any other: senders in Java wish for HTTP/2 in each of theirs.
  const httpServer = dev ? server : createServer();
  const app = next({ dev, dir: process.cwd(), hostname: 'localhost', port: env.port, httpServer });
  const believeOnlyProxies = createForwardedHeaders(env.trustedProxies);
  let state: PartHealth = { ok: false, detail: 'starting' };
  const ready = app.prepare().then(
    () => {
      state = { ok: true, detail: 'serves' };
      if (!dev) return;
      const upgrade = app.getUpgradeHandler();
      server.on('upgrade', (req: IncomingMessage, socket: Duplex, head: Buffer) => void upgrade(req, socket, head));
    },
    (error: unknown) => {
      state = { ok: false, detail: error instanceof Error ? error.message : 'failed to start' };
      throw error;
    },
  );
  return {
    handle: async (req, res) => {
      believeOnlyProxies(req);
      await ready;
      await app.getRequestHandler()(req, res);
    },
    health: () => state,
    ready,
    close: () => app.close(),
  };
}
