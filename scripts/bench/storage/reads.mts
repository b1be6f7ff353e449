// The reads of the product at scale: each is the function in use, explained while it runs.
import { explain, type ExplainedStatement } from '../../../testing/explain';
import { pool, type Sql } from '../../../storage/client';
import { firstEventId } from '../../../storage/events/event-id';
import { hasUnread, readLog } from '../../../storage/events/follow/follow-log';
import { readEvent } from '../../../storage/events/read-event';
import { readEventsByMessage } from '../../../storage/events/read-event-by-message';
import { readEventOutcomes } from '../../../storage/events/read-event-outcomes';
import { readNewestEvents } from '../../../storage/events/read-newest-events';
import { readSourceActivity } from '../../../storage/events/read-source-activity';
import { readDestinationTotals } from '../../../storage/metrics/read-destination-totals';
import { readHomeDestinations } from '../../../storage/metrics/read-home-destinations';
import { readHomeFacts } from '../../../storage/metrics/read-home-facts';
import { readHomeLatencies } from '../../../storage/metrics/read-home-latencies';
import { readHomeProblems } from '../../../storage/metrics/read-home-problems';
import { readHomeSources } from '../../../storage/metrics/read-home-sources';
import { readLatencyBuckets } from '../../../storage/metrics/read-latency-buckets';
import { readOutcomeBuckets } from '../../../storage/metrics/read-outcome-buckets';
import { readPendingDeliveries } from '../../../storage/metrics/read-pending-deliveries';
import { readApiCalls } from '../../../storage/usage/read-api-calls';
import { readFirstUsageDay } from '../../../storage/usage/read-first-usage-day';
import { readSourceUsers } from '../../../storage/usage/read-source-users';
import { readTrackedUsers } from '../../../storage/usage/read-tracked-users';
import type { Filled } from './fill.mts';

const DAY_MS = 86_400_000;

/** One read and how it ran. */
export interface MeasuredRead extends ExplainedStatement {
  name: string;
}

// What pipeline.append_events asks of the day before, for a thousand messages of which none is there.
const LOOKED_UP = `
  SELECT count(*) FROM (SELECT md5(n::text)::uuid AS key FROM generate_series(1, 1000) n) r
   WHERE (SELECT true FROM pipeline.event e WHERE e.message_key = r.key AND e.id >= $1 AND e.id < $2) IS NULL`;

/** Runs every read once, in the order of the list. */
export async function measureReads(filled: Filled): Promise<MeasuredRead[]> {
  const { workspaceId, sources, quiet, empty, destinations } = filled;
  const now = new Date();
  const dayAgo = new Date(now.getTime() - DAY_MS);
  const weekAgo = new Date(now.getTime() - 6 * DAY_MS);
  const month = `${now.toISOString().slice(0, 7)}-01`;
  const [busy = '', other = ''] = sources;
  const destination = { id: destinations[0] ?? '', sourceId: busy };
  const old = String(BigInt(firstEventId(weekAgo)) + 1000n);
  const { rows } = await pool().query<{ messageId: string; tx: string }>(
    'SELECT message_id AS "messageId", tx::text FROM pipeline.event WHERE id = $1::bigint',
    [old],
  );
  const { messageId = '', tx = '0' } = rows[0] ?? {};
  const newest = (source: string) => (sql: Sql) => readNewestEvents(sql, workspaceId, source, { limit: 500 });
  const reads: [string, (sql: Sql) => Promise<unknown>][] = [
    ['newest 500 of a busy source', newest(busy)],
    ['newest 500 of one source among fifty', newest(other)],
    ['newest 500 of a source quiet for six days', newest(quiet)],
    ['newest 500 of a source without events', newest(empty)],
    ['one event by messageId, six days old', (sql) => readEventsByMessage(sql, workspaceId, busy, messageId, 10)],
    ['one event by id', (sql) => readEvent(sql, workspaceId, busy, old)],
    ['what became of one event', (sql) => readEventOutcomes(sql, workspaceId, old)],
    ['a slice of the log, from six days ago', (sql) => readLog(sql, { tx, id: old }, 2000)],
    ['whether there is anything to follow', (sql) => hasUnread(sql, 'fan-out')],
    [
      'duplicates: 1,000 messages looked up in the day before',
      (sql) => sql.query(LOOKED_UP, [firstEventId(dayAgo), firstEventId(now)]),
    ],
    ['activity of fifty sources', (sql) => readSourceActivity(sql, workspaceId, sources, now)],
    ['home: facts', (sql) => readHomeFacts(sql, workspaceId, dayAgo)],
    ['home: sources', (sql) => readHomeSources(sql, workspaceId, dayAgo, 8)],
    ['home: destinations', (sql) => readHomeDestinations(sql, workspaceId, dayAgo, 8)],
    ['home: problems', (sql) => readHomeProblems(sql, workspaceId, dayAgo)],
    ['home: latencies', (sql) => readHomeLatencies(sql, destinations, dayAgo)],
    ['destinations: totals of a day', (sql) => readDestinationTotals(sql, workspaceId, destinations, dayAgo)],
    [
      'delivery overview: outcomes of a week',
      (sql) => readOutcomeBuckets(sql, workspaceId, destination, 'h', weekAgo, now),
    ],
    [
      'delivery overview: a day by the minute',
      (sql) => readOutcomeBuckets(sql, workspaceId, destination, 'm', dayAgo, now),
    ],
    ['delivery overview: latencies of a week', (sql) => readLatencyBuckets(sql, destination.id, 'h', weekAgo, now)],
    ['delivery overview: what waits', (sql) => readPendingDeliveries(sql, workspaceId, destination.id)],
    ['usage: tracked users of a month', (sql) => readTrackedUsers(sql, workspaceId, month)],
    ['usage: tracked users per source', (sql) => readSourceUsers(sql, workspaceId, month)],
    ['usage: API calls of a month', (sql) => readApiCalls(sql, workspaceId, month, '2100-01-01')],
    ['usage: first day', (sql) => readFirstUsageDay(sql, workspaceId)],
  ];
  const measured: MeasuredRead[] = [];
  for (const [name, read] of reads) for (const one of await explain(read)) measured.push({ name, ...one });
  return measured;
}
