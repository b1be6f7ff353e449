import type { Sql } from '../client';
import type { EventRow } from './event-row';

/**
 * One statement, so one transaction and one round trip: claim the dedup keys, then store what was claimed, in order of
 * arrival. Keys are claimed in sorted order, so that two servers can only wait for each other, never deadlock. Failed
 * events claim no key: sending the same messageId again after the mistake is mended must work. `IN` under an OR makes
 * PostgreSQL hash the claimed keys whatever it believes about their number.
 */
const APPEND = `
WITH incoming AS MATERIALIZED (
  SELECT * FROM unnest(
    string_to_array($1, E'\\x1f', E'\\x1e'), string_to_array($2, E'\\x1f', E'\\x1e'),
    string_to_array($3, E'\\x1f', E'\\x1e'), string_to_array($4, E'\\x1f', E'\\x1e'),
    string_to_array($5, E'\\x1f', E'\\x1e'), string_to_array($6, E'\\x1f', E'\\x1e'),
    string_to_array($7, E'\\x1f', E'\\x1e'), string_to_array($8, E'\\x1f', E'\\x1e'),
    string_to_array($9, E'\\x1f', E'\\x1e'), string_to_array($10, E'\\x1f', E'\\x1e')
  ) WITH ORDINALITY AS r(received_at, workspace_id, source_id, message_id, type, name, user_id, anonymous_id, reason, payload, n)
), claimed AS (
  INSERT INTO pipeline.dedup_key (source_id, message_id, received_at)
  SELECT source_id, message_id, received_at::timestamptz FROM incoming WHERE reason IS NULL
  ORDER BY source_id COLLATE "C", message_id COLLATE "C"
  ON CONFLICT DO NOTHING
  RETURNING source_id, message_id
), stored AS (
  INSERT INTO pipeline.event
    (received_at, workspace_id, source_id, message_id, type, name, user_id, anonymous_id, outcome, reason, payload)
  SELECT received_at::timestamptz, workspace_id, source_id, message_id, type, name, user_id, anonymous_id,
         CASE WHEN reason IS NULL THEN 'successfully_received' ELSE 'failed_on_ingest' END, reason, payload
    FROM incoming
   WHERE reason IS NOT NULL OR (source_id, message_id) IN (SELECT source_id, message_id FROM claimed)
   ORDER BY n
)
SELECT n::int AS n FROM incoming
 WHERE reason IS NULL AND (source_id, message_id) NOT IN (SELECT source_id, message_id FROM claimed)`;

const SEPARATOR = '\x1f';
const NULL = '\x1e';
/** NUL and lone surrogates cannot be in a text column, and our two separators must not be; the payload escapes them all. */
const UNSTORABLE = /[\0\x1e\x1f\p{Cs}]/u;
const UNSTORABLE_ALL = /[\0\x1e\x1f\p{Cs}]/gu;

function column(rows: EventRow[], read: (row: EventRow) => string | null): string {
  let joined = '';
  for (const row of rows) {
    const value = read(row);
    if (joined !== '') joined += SEPARATOR;
    if (value === null || value === '') joined += NULL;
    else joined += UNSTORABLE.test(value) ? value.replace(UNSTORABLE_ALL, '\ufffd') : value;
  }
  return joined;
}

/**
 * Appends `rows` to the log, all or none, except those whose (sourceId, messageId) was accepted before, in any process,
 * or stands earlier in `rows`.
 * @returns the rows that were left out as duplicates.
 */
export async function appendEvents(sql: Sql, rows: EventRow[]): Promise<EventRow[]> {
  const seen = new Set<string>();
  const duplicates: EventRow[] = [];
  const fresh = rows.filter((row) => {
    if (row.reason !== null) return true;
    const key = row.sourceId + SEPARATOR + row.messageId;
    if (!seen.has(key)) return seen.add(key);
    duplicates.push(row);
    return false;
  });
  const result = await sql.query<{ n: number }>({
    name: 'append-events',
    text: APPEND,
    values: [
      fresh.map((row) => row.receivedAt).join(SEPARATOR),
      fresh.map((row) => row.workspaceId).join(SEPARATOR),
      fresh.map((row) => row.sourceId).join(SEPARATOR),
      column(fresh, (row) => row.messageId),
      fresh.map((row) => row.type).join(SEPARATOR),
      column(fresh, (row) => row.name),
      column(fresh, (row) => row.userId),
      column(fresh, (row) => row.anonymousId),
      column(fresh, (row) => row.reason),
      fresh.map((row) => row.payload).join(SEPARATOR),
    ],
  });
  for (const { n } of result.rows) {
    const row = fresh[n - 1];
    if (row) duplicates.push(row);
  }
  return duplicates;
}
