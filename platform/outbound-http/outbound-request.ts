import http from 'node:http';
import https from 'node:https';
import { processState } from '../process-state';
import type { AddressPolicy } from './address-policy';
import { guardSockets, OWN_CONNECTION } from './guard-sockets';
import { currentOutboundContext, outboundContext, withOutboundContext, type OutboundContext } from './outbound-context';
import { OutboundError } from './outbound-error';
import { isOwnDoor, OWN_DOOR_POLICY } from './own-door';

/** A request to the outside. */
export interface OutboundRequest {
  method: string;
  /** Absolute http or https URL. */
  url: string;
  headers?: Record<string, string>;
  body?: Buffer | null;
  signal?: AbortSignal | null;
}

/** An answer from the outside, whatever its status. Redirects are answers: they are never followed. */
export interface OutboundResponse {
  status: number;
  statusText: string;
  headers: [name: string, value: string][];
  body: Buffer;
  /** The body was longer than is read. */
  truncated: boolean;
}

/** Bytes of a response that are read; the connection is closed after that. */
export const MAX_RESPONSE_BYTES = 1024 * 1024;
/** Bytes of a body that are kept in an exchange. */
export const MAX_KEPT_BYTES = 16 * 1024;

/** Headers that steer the connection itself; they are ours to set. */
const CONNECTION_HEADERS = new Set(
  'connection content-length expect keep-alive proxy-authorization proxy-connection te trailer transfer-encoding upgrade'.split(
    ' ',
  ),
);

/** Connections are kept per policy: one that an open policy made must not serve a closed one. */
const kept = () => processState('outbound-agents', () => new WeakMap<AddressPolicy, Agents>());

interface Agents {
  'http:': http.Agent;
  'https:': https.Agent;
}

/** Idle connections are ended before servers do it (after 5 s at the earliest, commonly): see `mayRepeat`. */
const IDLE_MS = 4000;

function agentsOf(policy: AddressPolicy): Agents {
  const found = kept().get(policy);
  if (found) return found;
  const options = { keepAlive: true, maxFreeSockets: 64, timeout: IDLE_MS, [OWN_CONNECTION]: true };
  const made = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  kept().set(policy, made);
  return made;
}

/** For a connection of its own: nothing is kept. */
const own = { keepAlive: false, [OWN_CONNECTION]: true };
const FRESH: Agents = { 'http:': new http.Agent(own), 'https:': new https.Agent(own) };

/** Methods that may be received twice and mean the same (RFC 9110, 9.2.2). */
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);

/**
 * Whether a request that failed may be sent again: its kept-alive connection ended without an answer, maybe because the
 * other side had closed it before, maybe after it read the request. Nobody can tell, so only what may come twice is
 * repeated; the rest is for whoever asked to try again.
 */
function mayRepeat({ method }: OutboundRequest, { outgoing, error }: Ending, failure: unknown): boolean {
  const { code } = (failure ?? {}) as NodeJS.ErrnoException;
  const stale = outgoing?.reusedSocket === true && code === 'ECONNRESET' && error === null;
  return stale && IDEMPOTENT.has(method.toUpperCase());
}

const text = (body: Buffer | null | undefined) => body?.subarray(0, MAX_KEPT_BYTES).toString('utf8') ?? '';

function target(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (parsed?.protocol !== 'http:' && parsed?.protocol !== 'https:')
    throw new OutboundError('INVALID_URL', 'The URL is not an absolute http or https URL.');
  return parsed;
}

function requestHeaders(request: OutboundRequest, url: URL): Record<string, string> {
  const given = Object.entries(request.headers ?? {}).filter(([name]) => !CONNECTION_HEADERS.has(name.toLowerCase()));
  const headers = Object.fromEntries(given);
  const named = new Set(given.map(([name]) => name.toLowerCase()));
  if (url.username && !named.has('authorization')) {
    const pair = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
    headers.authorization = `Basic ${Buffer.from(pair).toString('base64')}`;
  }
  if (request.body) headers['content-length'] = String(request.body.length);
  else if (!['GET', 'HEAD'].includes(request.method)) headers['content-length'] = '0';
  return headers;
}

function receive(response: http.IncomingMessage): Promise<OutboundResponse> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = (truncated: boolean) => {
      const headers: [string, string][] = [];
      for (let i = 0; i + 1 < response.rawHeaders.length; i += 2)
        headers.push([response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? '']);
      const { statusCode: status = 0, statusMessage: statusText = '' } = response;
      resolve({ status, statusText, headers, body: Buffer.concat(chunks), truncated });
    };
    response.on('data', (chunk: Buffer) => {
      chunks.push(size + chunk.length > MAX_RESPONSE_BYTES ? chunk.subarray(0, MAX_RESPONSE_BYTES - size) : chunk);
      size += chunk.length;
      if (size <= MAX_RESPONSE_BYTES) return;
      finish(true);
      response.destroy();
    });
    response.on('end', () => finish(false));
    response.on('error', reject);
    response.on('close', () => {
      if (!response.complete)
        reject(new OutboundError('ECONNRESET', 'The connection closed in the middle of the answer.'));
    });
  });
}

/** How a request that is under way can be ended; a signal costs five times as much. */
class Ending {
  error: OutboundError | null = null;
  outgoing: http.ClientRequest | null = null;

  destroy(error: OutboundError): void {
    this.error ??= error;
    this.outgoing?.destroy(error);
  }
}

/** A request with all that it is sent with. */
interface Sending {
  request: OutboundRequest;
  url: URL;
  headers: Record<string, string>;
  ending: Ending;
  agents: Agents;
}

function send({ request, url, headers, ending, agents }: Sending): Promise<OutboundResponse> {
  const { protocol } = url;
  const module = protocol === 'https:' ? https : http;
  const agent = protocol === 'https:' ? agents['https:'] : agents['http:'];
  return new Promise((resolve, reject) => {
    const outgoing = module.request(url, { method: request.method, headers, agent, auth: undefined });
    ending.outgoing = outgoing;
    outgoing.on('response', (response) => void receive(response).then(resolve, reject));
    outgoing.on('error', reject);
    outgoing.end(request.body ?? undefined);
  });
}

/** Sends a request, and writes down in `context` how that went. */
async function recorded(sending: Sending, context: OutboundContext): Promise<OutboundResponse> {
  const { request, headers } = sending;
  const started = performance.now();
  let response: OutboundResponse | null = null;
  try {
    if (request.signal?.aborted) throw new OutboundError('ABORT_ERR', 'The request was given up.');
    if (context.dryRun) return { status: 200, statusText: 'OK', headers: [], body: Buffer.alloc(0), truncated: false };
    response = await send(sending);
    return response;
  } finally {
    context.exchanges.push({
      request: { method: request.method, url: request.url, headers, body: text(request.body) },
      response: response && {
        status: response.status,
        headers: Object.fromEntries(response.headers.map(([name, value]) => [name.toLowerCase(), value])),
        body: text(response.body),
        truncated: response.truncated || response.body.length > MAX_KEPT_BYTES,
      },
      durationMs: Math.round(performance.now() - started),
    });
  }
}

async function exchange(request: OutboundRequest, context: OutboundContext): Promise<OutboundResponse> {
  const url = target(request.url);
  const headers = requestHeaders(request, url);
  const ending = new Ending();
  context.sockets.add(ending);
  const timer = setTimeout(() => {
    const seconds = context.timeLimitMs / 1000;
    ending.destroy(new OutboundError('ETIMEDOUT', `No complete answer within ${seconds} seconds.`));
  }, context.timeLimitMs);
  const abort = () => ending.destroy(new OutboundError('ABORT_ERR', 'The request was given up.'));
  request.signal?.addEventListener('abort', abort);
  const sending = { request, url, headers, ending, agents: agentsOf(context.policy) };
  try {
    return await recorded(sending, context).catch((error: unknown) => {
      if (!mayRepeat(request, ending, error)) throw error;
      return recorded({ ...sending, agents: FRESH }, context);
    });
  } catch (error) {
    throw ending.error ?? error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
    context.sockets.delete(ending);
  }
}

/**
 * The one way out of Switchyard for HTTP: deliveries, tests, alerts. Resolves, checks and pins addresses (our own door
 * for batches excepted, so that events can be repeated into our own sources), follows no redirect, ends after the context's time limit, reads at most 1 MB of the answer.
 * @throws OutboundError (BLOCKED_ADDRESS, INVALID_URL, ETIMEDOUT, …) or Node's own error when there is no answer.
 */
export function outboundRequest(request: OutboundRequest): Promise<OutboundResponse> {
  guardSockets();
  const found = currentOutboundContext();
  const own = URL.canParse(request.url) && isOwnDoor(new URL(request.url));
  if (found && !own) return exchange(request, found);
  const base = found ?? outboundContext();
  const context = own ? { ...base, policy: OWN_DOOR_POLICY } : base;
  return withOutboundContext(context, () => exchange(request, context));
}
