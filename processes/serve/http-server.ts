import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { Env } from '../../config/env';
import type { Logger } from '../../platform/logger';
import { StartError } from '../start/start-error';
import { createDrain, type LeaveTimes } from './drain';
import { answerDraining, answerHealth, type PartCheck } from './health';

/** Answers a request and returns true, or returns false when the path is not its own. */
export type Handler = (req: IncomingMessage, res: ServerResponse) => boolean;

/** Sockets at a time; each costs some 20 KB. More are closed at once, for a proxy to try elsewhere. */
const MOST_CONNECTIONS = 16_384;

const SECURITY_HEADERS: [string, string][] = [
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'strict-origin-when-cross-origin'],
  ['X-Frame-Options', 'DENY'],
  ['Cross-Origin-Opener-Policy', 'same-origin'],
  ['Permissions-Policy', 'camera=(), geolocation=(), microphone=()'],
];

const NO_DOOR: PartCheck = () => ({ ok: false, detail: 'this process does not take events' });

function protect(res: ServerResponse, env: Env): void {
  for (const [name, value] of SECURITY_HEADERS) res.setHeader(name, value);
  if (env.publicUrl.startsWith('https:')) res.setHeader('Strict-Transport-Security', 'max-age=31536000');
}

/** How long a connection may stay idle after the listener closed, before it is closed too. */
const LINGER_MS = 1000;

/** The server of the one port, and how to end it. */
export interface HttpServer {
  server: Server;
  /** Resolves when the last answer is out. Not graceful: as soon as the requests that are here are answered. */
  close(how: { graceful: boolean }): Promise<void>;
  /** Milliseconds that a graceful close may take, when nobody asks for something that takes long. */
  closeMs: number;
}

/** A pixel carries its event in its path: 32 KB of it, in base64 that is escaped, and the usual headers beside it. */
const HEAD_BYTES = 64 * 1024;

const SLASH = '/'.charCodeAt(0);
const NO_TUNNELS = 'HTTP/1.1 501 Not Implemented\r\nConnection: close\r\nContent-Length: 0\r\n\r\n';

/** The path and query of a request target that names the server too (RFC 9112, 3.2.2), as some proxies send it. */
function originForm(target: string): string {
  const named = /^https?:\/\/[^/?#]*/i.exec(target);
  if (!named) return target;
  const rest = target.slice(named[0].length);
  return rest.startsWith('/') ? rest : `/${rest}`;
}

/** The one port: health first, then the Tracking API, then everything else (the dashboard, when this role has one). */
export function createHttpServer(options: {
  env: Env;
  log: Logger;
  parts: Record<string, PartCheck>;
  handlers: () => Handler[];
}): HttpServer {
  const server = createServer({ maxHeaderSize: HEAD_BYTES }, (req, res) => {
    if (req.url?.charCodeAt(0) !== SLASH) req.url = originForm(req.url ?? '');
    const path = (req.url ?? '/').split('?', 1)[0];
    drain.admit(res, path?.startsWith('/api/live/') === true);
    if (path === '/api/health' || path === '/api/health/ingest') {
      const { ingest } = options.parts;
      if (drain.leaving) answerDraining(res);
      else if (path === '/api/health') void answerHealth(res, options.parts);
      else void answerHealth(res, ingest ? { ingest } : { ingest: NO_DOOR });
      return;
    }
    for (const handle of options.handlers()) {
      if (path?.startsWith('/v1/') !== true) protect(res, options.env);
      if (handle(req, res)) return;
    }
    res.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"There is nothing here."}');
  });
  server.on('connect', (_, socket) => {
    socket.on('error', () => undefined).end(NO_TUNNELS, () => socket.destroy());
  });
  server.keepAliveTimeout = 65_000;
  server.headersTimeout = 20_000;
  server.requestTimeout = 60_000;
  server.maxConnections = MOST_CONNECTIONS;
  const drain = createDrain(server);
  const graceful: LeaveTimes = { drainMs: options.env.drainSeconds * 1000, lingerMs: LINGER_MS };
  return {
    server,
    close: (how) => drain.leave(how.graceful ? graceful : { drainMs: 0, lingerMs: 0 }),
    closeMs: graceful.drainMs + graceful.lingerMs,
  };
}

/** Listens on the environment's port. @throws Error with a sentence that says what to do when the port is taken. */
export async function listen(server: Server, env: Env): Promise<void> {
  server.listen(env.port, env.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') {
      throw new StartError(
        `Port ${env.port} is taken. Stop what listens there, or choose another: PORT=3001 npm start`,
        {
          cause: error,
        },
      );
    }
    throw new StartError(
      `Nothing can listen on HOST=${env.host} PORT=${env.port} (${(error as NodeJS.ErrnoException).code ?? 'failed'}).`,
      { cause: error },
    );
  }
}
