// Fills the hot tables of a database with many days of events, by SQL: what ingest and fan-out would have left there.
import { pool } from '../../../storage/client';
import { firstEventId } from '../../../storage/events/event-id';
import { ensurePartitions } from '../../../storage/migrations/ensure-partitions';

/** Days of events that are filled in. */
export const DAYS = 7;
const DAY_MS = 86_400_000;
const SOURCES = 50;
const CHUNK = 100_000;

/** Ids of the filled workspace. Source 0 has half of the events, `quiet` has some of the first day only, `empty` none. */
export interface Filled {
  workspaceId: string;
  sources: string[];
  quiet: string;
  empty: string;
  destinations: string[];
}

// One in ten is a payload of 1 KB; the others are as small as a mobile SDK's.
const EVENTS = `
  INSERT INTO pipeline.event (id, received_at, workspace_id, source_id, message_id, message_key, type, name, user_id,
                              anonymous_id, outcome, payload)
  SELECT $1::bigint + n, $2::timestamptz + (n - $5::int) * interval '1 day' / $7::int, $3, source, message,
         encode(substring(sha256(convert_to(source || E'\\n' || message, 'UTF8')) FOR 16), 'hex')::uuid, 'track',
         'Order Completed', 'user-' || n % 100000, 'anonymous-' || n % 150000, 'successfully_received',
         '{"type":"track","event":"Order Completed","messageId":"' || message || '","userId":"user-' || n % 100000
         || '","timestamp":"2026-11-22T10:00:00.000Z","context":{"library":{"name":"analytics-node","version":"3.1.0"}},'
         || '"properties":{"orderId":"order-' || n || '","total":48.9,"currency":"EUR","coupon":"SPRING"'
         || CASE WHEN n % 10 = 0 THEN ',"note":"' || repeat(md5(n::text), 22) || '"' ELSE '' END || '}}'
    FROM (SELECT n, ($4::text[])[1 + CASE WHEN n % 2 = 0 THEN 0 ELSE 1 + n % ($8::int - 1) END] AS source,
                 'node-next-' || $1 || '-' || n AS message
            FROM generate_series($5::int, $6::int) n) AS made`;

const OUTCOMES = `
  INSERT INTO pipeline.outcome (at, workspace_id, source_id, destination_id, event_id, event_received_at, message_id,
                                event_type, event_name, outcome, config_version, attempts, latency_ms)
  SELECT received_at + interval '50 ms', workspace_id, source_id, $3, id, received_at, message_id, type, name,
         'successful_delivery', 1, 1, 50
    FROM pipeline.event WHERE id > $1 AND id <= $2 AND id % 5 = 0`;

const COUNTS = `
  INSERT INTO pipeline.outcome_count (grain, bucket, workspace_id, source_id, destination_id, event_type, outcome, reason,
                                      count, last_at)
  SELECT grain, bucket, $1, source, destination, 'track', outcome, reason, 20, bucket
    FROM (VALUES ('m', interval '1 minute'), ('h', interval '1 hour'), ('d', interval '1 day')) AS g (grain, step)
   CROSS JOIN LATERAL generate_series(CASE grain WHEN 'm' THEN $3::timestamptz - interval '2 days' ELSE $2 END,
                                      $3::timestamptz - step, step) AS bucket
   CROSS JOIN unnest($4::text[], $5::text[]) AS s (source, destination_of)
   CROSS JOIN LATERAL (VALUES ('', 'successfully_received', ''), (destination_of, 'successful_delivery', ''),
                              (destination_of, 'failed_delivery', 'TIMEOUT')) AS o (destination, outcome, reason)`;

const LATENCIES = `
  INSERT INTO pipeline.latency_count (grain, bucket, destination_id, le_ms, count)
  SELECT grain, bucket, destination, le, 5
    FROM (VALUES ('m', interval '1 minute'), ('h', interval '1 hour'), ('d', interval '1 day')) AS g (grain, step)
   CROSS JOIN LATERAL generate_series($1::timestamptz, $2::timestamptz - step, step) AS bucket
   CROSS JOIN unnest($3::text[]) AS destination
   CROSS JOIN unnest(ARRAY[24, 32, 42, 56, 75, 100]) AS le`;

const USERS = (table: string, source: string) => `
  INSERT INTO pipeline.${table} (workspace_id, month, ${source === '' ? '' : 'source_id, '}kind, id_hash, first_day, linked_day)
  SELECT $1, date_trunc('month', now())::date, ${source === '' ? '' : '$3, '}CASE WHEN n % 2 = 0 THEN 'u' ELSE 'a' END,
         md5(n::text)::uuid, (now() - (n % 7) * interval '1 day')::date, CASE WHEN n % 4 = 1 THEN now()::date END
    FROM generate_series(1, $2::int) n`;

/** Fills `filled`'s workspace with `events` events over seven days that end today, and all that follows from them. */
export async function fill(filled: Filled, events: number, say: (text: string) => void): Promise<void> {
  const now = new Date();
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const perDay = Math.ceil(events / DAYS);
  await ensurePartitions(pool(), now, { back: DAYS, ahead: 7 });
  const { workspaceId, sources, destinations } = filled;
  for (let day = DAYS - 1; day >= 0; day -= 1) {
    const at = new Date(midnight - day * DAY_MS);
    const first = firstEventId(at);
    for (let from = 1; from <= perDay; from += CHUNK) {
      const to = Math.min(perDay, from + CHUNK - 1);
      await pool().query(EVENTS, [first, at, workspaceId, sources, from, to, perDay, SOURCES]);
      const low = BigInt(first) + BigInt(from) - 1n;
      await pool().query(OUTCOMES, [String(low), String(BigInt(first) + BigInt(to)), destinations[0]]);
    }
    if (day === DAYS - 1) {
      await pool().query(EVENTS, [
        first,
        at,
        workspaceId,
        [filled.quiet, filled.quiet],
        perDay + 1,
        perDay + 700,
        perDay,
        2,
      ]);
    }
    say(`day ${DAYS - day} of ${DAYS}: ${perDay} events`);
  }
  const from = new Date(midnight - (DAYS - 1) * DAY_MS);
  const to = new Date(midnight + DAY_MS);
  await pool().query(COUNTS, [
    workspaceId,
    from,
    to,
    sources,
    sources.map((_, n) => destinations[n % destinations.length]),
  ]);
  await pool().query(LATENCIES, [from, to, destinations]);
  await pool().query(USERS('tracked_user', ''), [workspaceId, 250_000]);
  await pool().query(USERS('source_user', 'one'), [workspaceId, 250_000, sources[0]]);
  await pool().query(
    `INSERT INTO pipeline.api_call (workspace_id, source_id, day, count)
     SELECT $1, source, day::date, 1000 FROM unnest($2::text[]) AS source
      CROSS JOIN generate_series($3::timestamptz, $4::timestamptz - interval '1 day', interval '1 day') AS day`,
    [workspaceId, sources, from, to],
  );
  await pool().query('ANALYZE');
  await pool().query('CHECKPOINT');
}
