import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Ingest } from '../../pipeline/flow/ingest';
import { createAddressCheck } from '../../platform/client-address';
import type { Handler } from './http-server';

const isThisMachine = createAddressCheck(['127.0.0.0/8', '::1/128']);

/** The counters of the Tracking API. */
export type IngestMetrics = ReturnType<Ingest['metrics']>;

interface Metric {
  name: string;
  type: 'counter' | 'gauge';
  help: string;
  value: (state: IngestMetrics, now: number) => number;
}

const METRICS: Metric[] = [
  counter('events_committed_total', 'Events appended to the event log.', (s) => s.committedEvents),
  counter('events_spooled_total', 'Events kept in local files first.', (s) => s.spool.spooledEvents),
  counter('events_drained_total', 'Events moved from local files to the event log.', (s) => s.spool.drainedEvents),
  counter('events_duplicate_total', 'Events left out as duplicates.', (s) => s.duplicateEvents),
  counter('events_refused_total', 'Events that could be kept nowhere; their senders know.', (s) => s.refusedEvents),
  counter(
    'events_not_accepted_total',
    'Events that known sources were refused: unreadable, too large, over a limit.',
    (s) => s.refusedByDoor,
  ),
  counter('events_unknown_key_total', 'Events whose write key nobody has.', (s) => s.unknownKeyEvents),
  counter('requests_turned_away_total', 'Requests refused because too many were under way.', (s) => s.turnedAway),
  counter('requests_slow_total', 'Requests refused because their bodies came too slowly.', (s) => s.slowBodies),
  counter(
    'client_metrics_total',
    'Reports of analytics.js about itself, counted and dropped.',
    (s) => s.metricsRequests,
  ),
  gauge('body_bytes', 'Bytes of request bodies under way.', (s) => s.bodyBytes),
  gauge('events_waiting', 'Events that wait for their commit.', (s) => s.held),
  gauge('log_away', '1 while PostgreSQL does not take events.', (s) => (s.away ? 1 : 0)),
  gauge('spool_events', 'Events in local files.', (s) => s.spool.events),
  gauge('spool_foreign_events', 'Those of them that are for another database.', (s) => s.spool.foreignEvents),
  gauge('spool_bytes', 'Bytes of local files of events.', (s) => s.spool.bytes),
  gauge('spool_max_bytes', 'Bytes that local files of events may have.', (s) => s.spool.maxBytes),
  gauge('spool_oldest_seconds', 'Age of the oldest local file of events.', ({ spool }, now) =>
    spool.oldestAt === null ? 0 : Math.max(0, (now - spool.oldestAt) / 1000),
  ),
  gauge('spool_drain_rate', 'Events a second that left local files, over ten seconds.', (s) => s.spool.drainRate),
  counter('spool_set_aside_total', 'Records that could not be appended and were set aside.', (s) => s.spool.setAside),
  gauge('spool_set_aside_bytes', 'Bytes that wait in set-aside for a person.', (s) => s.spool.asideBytes),
  counter('spool_damaged_total', 'Damaged places found in local files.', (s) => s.spool.damaged),
];

function counter(name: string, help: string, value: Metric['value']): Metric {
  return { name: `switchyard_${name}`, type: 'counter', help, value };
}

function gauge(name: string, help: string, value: Metric['value']): Metric {
  return { name: `switchyard_${name}`, type: 'gauge', help, value };
}

/** The counters in Prometheus' text format. `now`: milliseconds since 1970. */
export function formatMetrics(state: IngestMetrics, now: number): string {
  return METRICS.map(
    ({ name, type, help, value }) => `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${name} ${value(state, now)}\n`,
  ).join('');
}

/**
 * Whether the sender of `req` may read the counters: whoever knows the token, and programs on this machine, unless they
 * only pass on somebody else's request.
 */
export function mayReadMetrics(req: IncomingMessage, token: string | null): boolean {
  const given = /^bearer +(\S+) *$/i.exec(req.headers.authorization ?? '')?.[1];
  if (token !== null && given !== undefined && sameText(given, token)) return true;
  const passedOn = req.headers['x-forwarded-for'] !== undefined || req.headers.forwarded !== undefined;
  return !passedOn && isThisMachine(req.socket.remoteAddress ?? '');
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

/** Answers GET /api/metrics: the counters of this process, then what `more` adds. To strangers it does not exist. */
export function createMetrics(options: {
  token: string | null;
  state: () => IngestMetrics;
  more?: () => Promise<string>;
}): Handler {
  return (req: IncomingMessage, res: ServerResponse) => {
    if ((req.url ?? '').split('?', 1)[0] !== '/api/metrics') return false;
    const text = { 'content-type': 'text/plain; version=0.0.4; charset=utf-8', 'cache-control': 'no-store' };
    if (req.method === 'GET' && mayReadMetrics(req, options.token)) {
      const own = formatMetrics(options.state(), Date.now());
      const more = options.more?.().catch(() => '') ?? Promise.resolve('');
      void more.then((rest) => res.writeHead(200, text).end(own + rest));
    } else res.writeHead(404, { 'content-type': 'application/json' }).end('{"error":"There is nothing here."}');
    return true;
  };
}
