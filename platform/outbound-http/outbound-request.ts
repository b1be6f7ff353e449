import http from 'node:http';
import https from 'node:https';
import { processState } from '../process-state';
import type { AddressPolicy } from './address-policy';
import { guardSockets, OWN_CONNECTION } from './guard-sockets';
import { currentOutboundContext, outboundContext, withOutboundContext, type OutboundContext } from './outbound-context';
import { OutboundError } from './outbound-error';

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

function agentsOf(policy: AddressPolicy): Agents {
  const found = kept().get(policy);
  if (found) return found;
  const options = { keepAlive: true, maxFreeSockets: 64, timeout: 15_000, [OWN_CONNECTION]: true };
  const made = { 'http:': new http.Agent(options), 'https:': new https.Agent(options) };
  kept().set(policy, made);
  return made;
}

const text = (body: Buffer) => body.subarray(0, MAX_KEPT_BYTES).toString('utf8');

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
    response.on('close', () =>
      reject(new OutboundError('ECONNRESET', 'The connection closed in the middle of the answer.')),
    );
  });
}

function send(
  request: OutboundRequest,
  url: URL,
  headers: Record<string, string>,
  signal: AbortSignal,
  agents: Agents,
): Promise<OutboundResponse> {
  const { protocol } = url;
  const module = protocol === 'https:' ? https : http;
  const agent = protocol === 'https:' ? agents['https:'] : agents['http:'];
  return new Promise((resolve, reject) => {
    const outgoing = module.request(url, { method: request.method, headers, agent, signal, auth: undefined });
    outgoing.on('response', (response) => void receive(response).then(resolve, reject));
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      // A kept-alive connection that the other side had already closed: nothing was answered, so ask again on a new one.
      if (outgoing.reusedSocket && error.code === 'ECONNRESET' && !signal.aborted)
        send(request, url, headers, signal, agents).then(resolve, reject);
      else reject(error);
    });
    outgoing.end(request.body ?? undefined);
  });
}

async function exchange(request: OutboundRequest, context: OutboundContext): Promise<OutboundResponse> {
  const url = target(request.url);
  const headers = requestHeaders(request, url);
  const controller = new AbortController();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    controller.abort();
  }, context.timeLimitMs);
  const abort = () => controller.abort();
  if (request.signal?.aborted) abort();
  request.signal?.addEventListener('abort', abort);
  const started = performance.now();
  let response: OutboundResponse | null = null;
  try {
    if (context.dryRun) return { status: 200, statusText: 'OK', headers: [], body: Buffer.alloc(0), truncated: false };
    response = await send(request, url, headers, controller.signal, agentsOf(context.policy));
    return response;
  } catch (error) {
    if (late) throw new OutboundError('ETIMEDOUT', `No complete answer within ${context.timeLimitMs / 1000} seconds.`);
    throw error;
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', abort);
    context.exchanges.push({
      request: { method: request.method, url: request.url, headers, body: text(request.body ?? Buffer.alloc(0)) },
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

/**
 * The one way out of Switchyard for HTTP: deliveries, tests, alerts. Resolves, checks and pins addresses, follows no
 * redirect, ends after the context's time limit, reads at most 1 MB of the answer.
 * @throws OutboundError (BLOCKED_ADDRESS, INVALID_URL, ETIMEDOUT, …) or Node's own error when there is no answer.
 */
export function outboundRequest(request: OutboundRequest): Promise<OutboundResponse> {
  guardSockets();
  const context = currentOutboundContext();
  if (context) return exchange(request, context);
  const made = outboundContext();
  return withOutboundContext(made, () => exchange(request, made));
}
