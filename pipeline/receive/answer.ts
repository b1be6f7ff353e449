import type { IncomingMessage, ServerResponse } from 'node:http';

/** A request to answer, and the id that goes with the answer. */
export interface Answerable {
  req: IncomingMessage;
  res: ServerResponse;
  requestId: string;
}

/** What the Tracking API answers when it does not accept a request. */
export interface Refusal {
  status: 400 | 401 | 404 | 405 | 408 | 429 | 500 | 503;
  /** For programs. */
  code: string;
  /** For the person who reads the answer. */
  message: string;
  /** Whether some of the body was left unread, so that the connection cannot be used again. */
  close?: boolean;
  /** What the debugger calls it, where that is another word; an honest answer says it too. */
  reason?: string;
  /** With 405: the methods that the path takes; "POST, OPTIONS" when not said. */
  allow?: string;
  /** With 429 and 503: after how many whole seconds to come again; 1 when not said. */
  retryAfter?: number;
}

const SUCCESS = '{"success":true}';
const ALLOWED_HEADERS = 'authorization, content-type, content-encoding, x-retry-count, x-switchyard-honest';
const DRAIN_BYTES = 2 * 1024 * 1024;
const DRAIN_MS = 2000;

/**
 * The CORS headers of every answer: browsers call this API from any site, and its write keys are public (segment-facts 1.4).
 * Credentials are allowed because sendBeacon and `credentials: 'include'` always send them; no path of this API reads a
 * cookie, so they give a page no rights.
 */
function corsHeaders(req: IncomingMessage): string[] {
  const { origin } = req.headers;
  if (origin === undefined) return [];
  return [
    'Access-Control-Allow-Origin',
    origin,
    'Access-Control-Allow-Credentials',
    'true',
    'Access-Control-Expose-Headers',
    'Retry-After, X-RateLimit-Reset, X-Request-Id',
    'Vary',
    'Origin',
  ];
}

/** Answers 200 `{"success":true}`. */
export function answerSuccess({ req, res, requestId }: Answerable): void {
  res.writeHead(200, [
    'Content-Type',
    'application/json',
    'Content-Length',
    String(SUCCESS.length),
    'X-Request-Id',
    requestId,
    ...corsHeaders(req),
  ]);
  res.end(SUCCESS);
}

/** Answers a preflight: any header may come, since people can have analytics.js send headers of their own. */
export function answerPreflight({ req, res, requestId }: Answerable): void {
  res.writeHead(204, [
    'X-Request-Id',
    requestId,
    ...corsHeaders(req),
    'Access-Control-Allow-Methods',
    'GET, HEAD, POST, OPTIONS',
    'Access-Control-Allow-Headers',
    req.headers['access-control-request-headers'] ?? ALLOWED_HEADERS,
    'Access-Control-Max-Age',
    '86400',
  ]);
  res.end();
}

/** Answers `body` as JSON. */
export function answerJson({ req, res, requestId }: Answerable, status: number, body: object): void {
  if (res.headersSent || res.destroyed) return;
  const text = JSON.stringify(body);
  res.writeHead(status, [
    'Content-Type',
    'application/json',
    'Content-Length',
    String(Buffer.byteLength(text)),
    'X-Request-Id',
    requestId,
    ...corsHeaders(req),
  ]);
  res.end(text);
}

/**
 * Answers an error as JSON; 429 and 503 say when to come again (seconds, segment-facts 1.6). An honest answer names the
 * request in its body too.
 */
export function answerRefusal({ req, res, requestId }: Answerable, refusal: Refusal, honest = false): void {
  if (res.headersSent || res.destroyed) return;
  const { code, reason, message, retryAfter = 1 } = refusal;
  const body = JSON.stringify({ success: false, code, message, ...(honest ? { reason, requestId } : {}) });
  const headers = [
    'Content-Type',
    'application/json',
    'Content-Length',
    String(Buffer.byteLength(body)),
    'X-Request-Id',
    requestId,
  ];
  if (refusal.status === 429 || refusal.status === 503) headers.push('Retry-After', String(retryAfter));
  if (refusal.status === 429) headers.push('X-RateLimit-Reset', String(retryAfter));
  if (refusal.status === 405) headers.push('Allow', refusal.allow ?? 'POST, OPTIONS');
  if (refusal.status === 401) headers.push('WWW-Authenticate', bearerChallenge(code));
  if (refusal.close) headers.push('Connection', 'close');
  res.writeHead(refusal.status, [...headers, ...corsHeaders(req)]);
  if (!refusal.close) {
    res.end(body);
    return;
  }
  res.write(body);
  discardRest(req, () => res.end());
}

/**
 * Throws away what a refused sender still sends, for a moment only, before the connection is closed. Closing at once would
 * make the kernel reset the connection, and the sender would never read why it was refused.
 */
function discardRest(req: IncomingMessage, done: () => void): void {
  if (req.complete) return done();
  let seen = 0;
  const stop = () => {
    clearTimeout(timer);
    req.off('data', onData).off('end', stop).off('close', stop).off('error', stop);
    req.pause();
    done();
  };
  const onData = (chunk: Buffer) => {
    seen += chunk.length;
    if (seen > DRAIN_BYTES) stop();
  };
  const timer = setTimeout(stop, DRAIN_MS);
  req.on('data', onData).once('end', stop).once('close', stop).once('error', stop);
  req.resume();
}

/** What is asked of a sender without a token, or told one whose token does not count (RFC 6750 3). */
function bearerChallenge(code: string): string {
  return code === 'invalid_token' ? 'Bearer realm="switchyard", error="invalid_token"' : 'Bearer realm="switchyard"';
}
