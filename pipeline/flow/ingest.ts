import type { IncomingMessage, ServerResponse } from 'node:http';
import { createClientAddress } from '@/platform/client-address';
import { systemClock, type Clock } from '@/platform/clock';
import { installation } from '@/platform/installation';
import type { Logger } from '@/platform/logger';
import { MAX_BATCH_BYTES, MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import { findWriteKeyOwners } from '@/storage/entities/write-key-lookup';
import { createAppendPool } from '@/storage/events/append-pool';
import type { AppendResult, GroupCommitLimits } from '../log/group-commit';
import { answerPreflight, answerRefusal, answerSuccess, type Refusal } from '../receive/answer';
import { answerPixel } from '../receive/pixel-image';
import { readBody, type BodyBudget, type BodyProblem } from '../receive/read-body';
import { findRoute, isTrackingPath, type PixelRoute, type PostRoute, type Route } from '../receive/route';
import { keyFromHeader } from '../receive/write-key';
import { WriteKeyCache } from '../receive/write-key-cache';
import type { Arrival } from '../validate/normalise-event';
import { openIngestLog } from './ingest/ingest-log';
import { readPixel } from './ingest/ingest-pixel';
import { readRequest, type Reading } from './ingest/ingest-request';

/** The Tracking API of one process. */
export interface Ingest {
  /** Takes the request when its path is the Tracking API's: then true, and it will be answered. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  health(): { ok: boolean; detail: string };
  /** Refuses new requests, commits and answers those that are here, lets go of the database. */
  close(): Promise<void>;
}

export interface IngestOptions {
  log: Logger;
  clock?: Clock;
  /** Overrides for tests. */
  limits?: Partial<GroupCommitLimits> & { bodyTimeoutMs?: number; bodyBytes?: number };
}

const BODY_TIMEOUT_MS = 30_000;
/** Memory that bodies under way may hold together. */
const BODY_BYTES = 128 * 1024 * 1024;
const CLOSE_PATIENCE_MS = 10_000;

const UNAVAILABLE: Refusal = {
  status: 503,
  code: 'unavailable',
  message: 'Events cannot be stored just now; send again.',
};
const OVERLOADED: Refusal = { status: 429, code: 'overloaded', message: 'Too many events at once; send again.' };

const BODY_REFUSALS: Record<Exclude<BodyProblem, 'aborted'>, Refusal> = {
  too_large: {
    status: 400,
    code: 'too_large',
    message: 'Too large: one event may have 32 KB, one batch 500 KB.',
    close: true,
  },
  timeout: { status: 408, code: 'timeout', message: 'The body did not arrive in time.', close: true },
  overloaded: { ...OVERLOADED, close: true },
  unsupported_encoding: {
    status: 400,
    code: 'unsupported_encoding',
    message: 'Content-Encoding must be gzip or absent.',
    close: true,
  },
  bad_gzip: { status: 400, code: 'bad_gzip', message: 'The body is not valid gzip.' },
};

const APPEND_REFUSALS: Record<Exclude<AppendResult, 'committed'>, Refusal> = {
  full: OVERLOADED,
  unavailable: UNAVAILABLE,
  rejected: { status: 500, code: 'internal', message: 'The events could not be stored.' },
};

/** Builds the Tracking API of this process, with its own connections to the database. */
export function createIngest({ log, clock = systemClock, limits = {} }: IngestOptions): Ingest {
  const pool = createAppendPool();
  const events = openIngestLog(pool, log, clock, limits);
  const keys = new WriteKeyCache({ find: (asked) => findWriteKeyOwners(pool, asked) });
  const clientAddress = createClientAddress(installation().trustedProxies, { ipv6: false });
  const budget: BodyBudget = { used: 0, max: limits.bodyBytes ?? BODY_BYTES };
  const timeoutMs = limits.bodyTimeoutMs ?? BODY_TIMEOUT_MS;
  let unknownKeyEvents = 0;
  let active = 0;
  let closing = false;
  let closed: Promise<void> | null = null;
  let onIdle: () => void = () => undefined;

  /** Appends what was read; resolves once it is committed, or with why it is not. */
  async function store(reading: Reading & { ok: true }): Promise<AppendResult> {
    unknownKeyEvents += reading.unknown;
    for (const owner of reading.owners) events.keyUsed(owner.writeKeyId);
    return events.add(reading.rows, reading.characters);
  }

  function arrivalOf(req: IncomingMessage, channel: Arrival['channel']): Arrival {
    const now = clock.now();
    return {
      receivedAt: { at: now.getTime(), iso: now.toISOString() },
      ip: clientAddress(req.socket.remoteAddress, single(req.headers['x-forwarded-for'])),
      userAgent: req.headers['user-agent'] ?? null,
      channel,
    };
  }

  async function serve(route: PostRoute, req: IncomingMessage, res: ServerResponse): Promise<void> {
    const arrival = arrivalOf(req, null);
    const maxBytes = route.kind === 'single' ? MAX_EVENT_BYTES : MAX_BATCH_BYTES;
    const body = await readBody(req, { maxBytes, timeoutMs, budget });
    if (!body.ok) {
      if (body.problem !== 'aborted') answerRefusal(req, res, BODY_REFUSALS[body.problem]);
      return;
    }
    if (route.kind === 'metrics') return answerSuccess(req, res);
    const headerKey = keyFromHeader(req.headers.authorization);
    const reading = await readRequest({ route, text: body.text, headerKey, arrival }, (key) => keys.owner(key));
    if (!reading.ok) return answerRefusal(req, res, reading.refusal);
    const result = await store(reading);
    if (result === 'committed') answerSuccess(req, res);
    else answerRefusal(req, res, APPEND_REFUSALS[result]);
  }

  /** Always the image, and 200 (segment-facts 1.9) unless the event is lost: that is never answered as a success. */
  async function servePixel({ type }: PixelRoute, req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (closing) return answerPixel(res, UNAVAILABLE.status);
    if (req.method === 'HEAD') return answerPixel(res, 200);
    const headerKey = keyFromHeader(req.headers.authorization);
    const request = { type, url: req.url ?? '', headerKey, arrival: arrivalOf(req, 'browser') };
    const reading = await readPixel(request, (key) => keys.owner(key));
    const result = reading.ok ? await store(reading) : 'committed';
    answerPixel(res, result === 'committed' ? 200 : APPEND_REFUSALS[result].status);
  }

  async function close(): Promise<void> {
    closing = true;
    if (active > 0) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => (onIdle = resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_PATIENCE_MS))),
      ]);
      clearTimeout(timer);
    }
    await events.close();
    await pool.end();
  }

  return {
    handle(req, res) {
      const url = req.url ?? '';
      if (!isTrackingPath(url)) return false;
      const route = findRoute(url);
      const refusal = route ? refuseMethod(route, req, closing) : NOT_FOUND;
      if (!route || refusal) {
        if (route && req.method === 'OPTIONS') answerPreflight(req, res);
        else answerRefusal(req, res, { ...(refusal ?? NOT_FOUND), close: hasBody(req) });
        return true;
      }
      active += 1;
      (route.kind === 'pixel' ? servePixel(route, req, res) : serve(route, req, res))
        .catch((error: unknown) => {
          log.error('a tracking request failed', { error, path: url.split('?', 1)[0] });
          if (route.kind === 'pixel') answerPixel(res, UNAVAILABLE.status);
          else answerRefusal(req, res, UNAVAILABLE);
        })
        .finally(() => {
          active -= 1;
          if (active === 0) onIdle();
        });
      return true;
    },
    health() {
      const { held, failure } = events.state();
      const facts = [`${held} events waiting`, `${unknownKeyEvents} events with unknown write keys`];
      if (failure !== null) facts.unshift(`last append failed: ${failure}`);
      return { ok: failure === null, detail: facts.join('; ') };
    },
    close() {
      closed ??= close();
      return closed;
    },
  };
}

const NOT_FOUND: Refusal = { status: 404, code: 'not_found', message: 'There is no such path in the Tracking API.' };

function refuseMethod(route: Route, req: IncomingMessage, closing: boolean): Refusal | null {
  if (route.kind === 'pixel') {
    if (req.method === 'GET' || req.method === 'HEAD') return null;
    return { status: 405, code: 'method_not_allowed', message: 'Use GET.', allow: 'GET, HEAD, OPTIONS' };
  }
  if (req.method !== 'POST') return { status: 405, code: 'method_not_allowed', message: 'Use POST.' };
  return closing ? UNAVAILABLE : null;
}

function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || (req.headers['content-length'] ?? '0') !== '0';
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
