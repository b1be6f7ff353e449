import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createIngest, type Ingest, type IngestOptions } from '../pipeline/flow/ingest';
import { createLogger } from '../platform/logger';
import { pool } from '../storage/client';

/** The Tracking API on a free port of this process. */
export interface IngestServer {
  url: string;
  ingest: Ingest;
  /** Posts `body` (an object as JSON, text and bytes as they are) with `writeKey` by Basic auth. */
  post(
    path: string,
    body: unknown,
    options?: { writeKey?: string; headers?: Record<string, string> },
  ): Promise<{ status: number; body: unknown; headers: Headers }>;
  close(): Promise<void>;
}

/**
 * The options of a server that lets the database take no longer than a server of ours does. All other servers of tests are
 * patient: on a busy machine events would go to the spool, and into the log only later and in another order.
 */
export const IMPATIENT = { patienceMs: undefined } satisfies Partial<IngestOptions>;

/** Starts it; the test closes it. What it answered 200 is in the log, unless it is `IMPATIENT`. */
export async function startIngestServer(options: Partial<IngestOptions> = {}): Promise<IngestServer> {
  const log = createLogger('ingest', 'error', () => undefined);
  const ingest = createIngest({ log, patienceMs: 60_000, ...options });
  const server = http.createServer((req, res) => {
    if (!ingest.handle(req, res)) res.writeHead(418).end();
  });
  server.keepAliveTimeout = 0; // a sender that stood still for seconds finds its connection open
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    ingest,
    async post(path, body, { writeKey, headers = {} } = {}) {
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      const auth: Record<string, string> = writeKey === undefined ? {} : { authorization: basicAuth(writeKey) };
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...auth, ...headers },
        body: raw ? (body as BodyInit) : JSON.stringify(body),
      });
      return { status: response.status, body: (await response.json()) as unknown, headers: response.headers };
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await ingest.close();
    },
  };
}

/** Waits until the server has its connections to the database, so that the first request of a test is like any other. */
export async function warm(server: IngestServer): Promise<IngestServer> {
  const headers = { 'x-switchyard-honest': '1' };
  const ask = () => server.post('/v1/track', {}, { writeKey: `warm-${performance.now()}`.padEnd(32, '0'), headers });
  for (let status = 0; status !== 401;) status = (await ask()).status;
  return server;
}

/** The Authorization header of a write key: user name, empty password. */
export function basicAuth(writeKey: string): string {
  return `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
}

/** A row of pipeline.event with its payload parsed. */
export interface LoggedEvent {
  id: string;
  message_id: string;
  type: string;
  name: string | null;
  user_id: string | null;
  outcome: string;
  reason: string | null;
  text: string;
  payload: Record<string, unknown> & { context: Record<string, unknown> };
}

/** What is in the log of a source, in order. */
export async function loggedEvents(sourceId: string): Promise<LoggedEvent[]> {
  const { rows } = await pool().query<Omit<LoggedEvent, 'payload'>>(
    `SELECT id, message_id, type, name, user_id, outcome, reason, payload AS text
       FROM pipeline.event WHERE source_id = $1 ORDER BY id`,
    [sourceId],
  );
  return rows.map((row) => ({ ...row, payload: JSON.parse(row.text) as LoggedEvent['payload'] }));
}
