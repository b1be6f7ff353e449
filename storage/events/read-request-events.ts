import type { Sql } from '../client';
import { firstEventId } from './event-id';
import { STORED_EVENT_COLUMNS, type StoredEvent } from './read-newest-events';

const DAY_MS = 24 * 60 * 60 * 1000;
/** How far apart arrival and storing may lie, and with them the order of ids and the order of arrivals. */
const SKEW_MS = 15_000;
/** Events around the moment that are looked at, at most. */
const MOST_LOOKED_AT = 100_000;

/**
 * The events of a source that came with one request, in their order: those that carry its id (failed ones, and all of a
 * request answered honestly), received at `at`. There is no index of request ids; ids of events ascend in time, so the
 * place of that moment is found by halving: some twenty reads of an index. What was kept in the spool for longer than a
 * few seconds stands elsewhere and is not found here.
 */
export async function readRequestEvents(
  sql: Sql,
  workspaceId: string,
  sourceId: string,
  request: { id: string; at: Date },
): Promise<StoredEvent[]> {
  const from = await findPlace(sql, sourceId, new Date(request.at.getTime() - SKEW_MS));
  if (from === null) return [];
  const { rows } = await sql.query<StoredEvent>(
    `SELECT ${STORED_EVENT_COLUMNS}
       FROM (SELECT * FROM pipeline.event WHERE source_id = $2 AND id >= $3::bigint ORDER BY id LIMIT ${MOST_LOOKED_AT}) near
      WHERE workspace_id = $1 AND received_at = $4 AND position($5 IN payload) > 0
      ORDER BY near.id
      LIMIT 2501`,
    [workspaceId, sourceId, from, request.at, `"requestId":"${request.id}"`],
  );
  return rows;
}

/** The first id of a source on the day of `at`, or the day after, whose event arrived at `at` or later; null when there is none. */
async function findPlace(sql: Sql, sourceId: string, at: Date): Promise<string | null> {
  const { rows } = await sql.query<{ first: string | null; last: string | null }>(
    `SELECT (SELECT id FROM pipeline.event WHERE source_id = $1 AND id >= $2::bigint AND id < $3::bigint
              ORDER BY id LIMIT 1)::text AS first,
            (SELECT id FROM pipeline.event WHERE source_id = $1 AND id >= $2::bigint AND id < $3::bigint
              ORDER BY id DESC LIMIT 1)::text AS last`,
    [sourceId, firstEventId(at), firstEventId(new Date(at.getTime() + 2 * DAY_MS))],
  );
  if (rows[0]?.first == null || rows[0].last === null) return null;
  let low = BigInt(rows[0].first);
  let high = BigInt(rows[0].last);
  while (low < high) {
    const middle = (low + high) / 2n;
    const probe = await sql.query<{ id: string; receivedAt: Date }>({
      name: 'request-place',
      text: `SELECT id::text, received_at AS "receivedAt" FROM pipeline.event
              WHERE source_id = $1 AND id >= $2::bigint AND id <= $3::bigint ORDER BY id LIMIT 1`,
      values: [sourceId, middle.toString(), high.toString()],
    });
    const found = probe.rows[0];
    if (!found || found.receivedAt >= at) high = middle;
    else low = BigInt(found.id) + 1n;
  }
  return low.toString();
}
