import type { IncomingMessage, ServerResponse } from 'node:http';
import { createClientAddress } from '@/platform/client-address';
import { systemClock, type Clock } from '@/platform/clock';
import { installation } from '@/platform/installation';
import type { Logger } from '@/platform/logger';
import { findWriteKeyOwners } from '@/storage/entities/write-key-lookup';
import { createAppendPool } from '@/storage/events/append-pool';
import type { GroupCommitLimits } from '../log/group-commit';
import type { DrainedRecord } from '../log/spool/spool-drain';
import type { SpoolFiles } from '../log/spool/spool-files';
import { answerPreflight, answerRefusal } from '../receive/answer';
import { answerPixel } from '../receive/pixel-image';
import { BodyBudget } from '../receive/body-budget';
import { createRequestIds } from '../receive/request-ids';
import { findRoute, isTrackingPath, type Route } from '../receive/route';
import { WriteKeyCache } from '../receive/write-key-cache';
import { createArrivals, hasBody } from './ingest/arrival';
import { createBearers } from './ingest/bearers';
import type { Door, Exchange } from './ingest/door';
import { OwnersUnavailable } from './ingest/read/find-owners';
import { createGuard, type DoorCounts } from './ingest/refused/guard';
import { openIngestLog, type IngestLogState } from './ingest/ingest-log';
import { readOthers, readRaw, type RawRequest } from './ingest/read/raw-request';
import { recordRefusal } from './ingest/refused/refuse';
import { NOT_FOUND, OVERLOADED, refuseMethod, UNAVAILABLE } from './ingest/answer/refusals';
import { servePixel } from './ingest/serve-pixel';
import { servePost } from './ingest/serve-post';
import { doorHealth, spoolHealth } from './spool/health';

/** The Tracking API of one process. */
export interface Ingest {
  /** Takes the request when its path is the Tracking API's: then true, and it will be answered. */
  handle(req: IncomingMessage, res: ServerResponse): boolean;
  /** Whether events are accepted. */
  health(): { ok: boolean; detail: string };
  /** What waits on the local disk. */
  spoolHealth(): { ok: boolean; detail: string };
  metrics(): IngestLogState & DoorCounts;
  /** Refuses new requests, commits and answers those that are here, lets go of the database. */
  close(): Promise<void>;
}

export interface IngestOptions {
  log: Logger;
  clock?: Clock;
  /** Overrides for tests. */
  limits?: Partial<GroupCommitLimits> & { bodyTimeoutMs?: number; bodyBytes?: number; requests?: number };
  spoolFiles?: SpoolFiles;
  /** How long the database may take for anything before it counts as away, where that is not to be a matter of moments. */
  patienceMs?: number;
  /** The clock of rate limits: milliseconds, monotonic. */
  now?: () => number;
}

const BODY_TIMEOUT_MS = 30_000;
/** Bytes of bodies from their first byte to their answer; what is made of them takes a few times as much. */
const BODY_BYTES = 64 * 1024 * 1024;
/** Requests between their head and their answer. */
const REQUESTS = 10_000;
const CLOSE_PATIENCE_MS = 10_000;

/** Builds the Tracking API of this process, with its own connections to the database. */
export function createIngest({ log, clock = systemClock, limits: given, ...options }: IngestOptions): Ingest {
  const { spoolFiles, patienceMs } = options;
  const limits = { ...(patienceMs ? { maxWaitMs: patienceMs, maxFlightMs: patienceMs } : {}), ...given };
  const pool = createAppendPool(patienceMs);
  const events = openIngestLog({ sql: pool, log, clock, limits, spoolFiles, readRaw: (raw) => readLate(raw) });
  const guard = createGuard({
    sql: pool,
    events,
    now: options.now,
    onError: (error) => log.error('refused events could not be counted yet', { error }),
  });
  const keys = new WriteKeyCache({ find: (asked) => findWriteKeyOwners(pool, asked), patienceMs });
  const clientAddress = createClientAddress(installation().trustedProxies, { ipv6: false });
  const bearers = createBearers(pool, clock, patienceMs);
  const nextRequestId = createRequestIds();
  const maxRequests = limits.requests ?? REQUESTS;
  let unknownKeyEvents = 0;
  let moment = { at: Number.NaN, iso: '' };
  let active = 0;
  let turnedAway = 0;
  let slowBodies = 0;
  let closing = false;
  let closed: Promise<void> | null = null;
  let onIdle: () => void = () => undefined;

  const door: Door = {
    body: {
      budget: new BodyBudget(limits.bodyBytes ?? BODY_BYTES),
      timeoutMs: limits.bodyTimeoutMs ?? BODY_TIMEOUT_MS,
    },
    bodyFailed(problem) {
      if (problem === 'overloaded') turnedAway += 1;
      else if (problem === 'timeout') slowBodies += 1;
    },
    isClosing: () => closing,
    arrivalOf: createArrivals(clientAddress),
    credentialsOf: bearers.credentialsOf,
    ownerOf: (key) => {
      const owner = keys.owner(key);
      if (!(owner instanceof Promise)) return owner;
      return owner.catch((error: unknown) => {
        throw new OwnersUnavailable(error);
      });
    },
    async store(reading, receivedAt) {
      unknownKeyEvents += reading.unknown;
      for (const owner of reading.owners) events.keyUsed(owner.writeKeyId);
      const stored = await events.add(reading.rows, reading.characters);
      if (reading.beyond && stored === 'committed') guard.tooLong(reading.beyond, receivedAt);
      return stored;
    },
    storeRaw: (raw) => events.addRaw(raw),
    admit: guard.admit,
    refused: guard.refused,
    metricsReceived: guard.metricsReceived,
  };

  const doorCounts = (): DoorCounts => ({
    ...guard.counts(),
    unknownKeyEvents,
    turnedAway,
    slowBodies,
    bodyBytes: door.body.budget.used,
  });

  /** Reads a request that was answered and kept while its write key could not be looked up. */
  async function readLate(raw: RawRequest): Promise<DrainedRecord> {
    const reading = await readRaw(raw, door.ownerOf);
    if (!reading.ok) {
      const { request } = raw;
      const route = 'route' in request ? request.route : { kind: 'pixel' as const, type: request.type };
      const text = 'text' in request ? request.text : '';
      return {
        rows: await readOthers(raw, reading, door.ownerOf),
        settle: () => recordRefusal(door, { ...reading, route, arrival: request.arrival, text }),
      };
    }
    return {
      rows: reading.rows,
      settle() {
        unknownKeyEvents += reading.unknown;
        for (const owner of reading.owners) events.keyUsed(owner.writeKeyId);
        if (reading.beyond) guard.tooLong(reading.beyond, raw.request.arrival.receivedAt);
      },
    };
  }

  function begin(req: IncomingMessage, res: ServerResponse): Exchange {
    const now = clock.now();
    const at = now.getTime();
    if (at !== moment.at) moment = { at, iso: now.toISOString() };
    return { req, res, requestId: nextRequestId(at), receivedAt: moment };
  }

  async function serve(route: Route, exchange: Exchange): Promise<void> {
    active += 1;
    try {
      await (route.kind === 'pixel' ? servePixel(door, route, exchange) : servePost(door, route, exchange));
    } catch (error) {
      const path = exchange.req.url?.split('?', 1)[0];
      log.error('a tracking request failed', { error, path, requestId: exchange.requestId });
      if (route.kind === 'pixel') answerPixel(exchange, UNAVAILABLE.status);
      else answerRefusal(exchange, UNAVAILABLE);
    } finally {
      active -= 1;
      if (active === 0) onIdle();
    }
  }

  async function close(): Promise<void> {
    closing = true;
    bearers.close();
    if (active > 0) {
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([
        new Promise<void>((resolve) => (onIdle = resolve)),
        new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_PATIENCE_MS))),
      ]);
      clearTimeout(timer);
    }
    await guard.close();
    await events.close();
    await pool.end();
  }

  return {
    handle(req, res) {
      const url = req.url ?? '';
      if (!isTrackingPath(url)) return false;
      const exchange = begin(req, res);
      if (req.method === 'OPTIONS') {
        answerPreflight(exchange);
        return true;
      }
      const route = findRoute(url);
      const refusal = route
        ? (refuseMethod(route, req, closing) ?? (active >= maxRequests ? OVERLOADED : null))
        : NOT_FOUND;
      if (refusal === OVERLOADED) turnedAway += 1;
      if (route && !refusal) void serve(route, exchange);
      else answerRefusal(exchange, { ...(refusal ?? NOT_FOUND), close: hasBody(req) });
      return true;
    },
    health() {
      const state = events.state();
      const { ok, detail } = doorHealth(state, unknownKeyEvents);
      const { refusedByDoor, metricsRequests } = doorCounts();
      const facts = [
        `${refusedByDoor + state.refusedEvents} events refused`,
        `${turnedAway} requests turned away while too many were under way`,
        `${slowBodies} given up because their bodies came too slowly`,
      ];
      return { ok, detail: [detail, ...facts, `${metricsRequests} reports of analytics.js about itself`].join('; ') };
    },
    spoolHealth: () => spoolHealth(events.state()),
    metrics: () => ({ ...events.state(), ...doorCounts() }),
    close() {
      closed ??= close();
      return closed;
    },
  };
}
