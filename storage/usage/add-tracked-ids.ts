import type { Sql } from '../client';

/** One distinct id seen by one source in a month; the days are `YYYY-MM-DD` (UTC), the month is its first day. */
export interface TrackedIdRow {
  workspaceId: string;
  sourceId: string;
  month: string;
  kind: 'u' | 'a';
  idHash: string;
  firstDay: string;
  linkedDay: string | null;
}

// The statement of both tables: an id known already is touched only when this makes one of its days earlier.
const SEEN = `unnest($1::text[], $2::text[], $3::date[], $4::text[], $5::uuid[], $6::date[], $7::date[])
  AS seen (workspace_id, source_id, month, kind, id_hash, first_day, linked_day)`;
const MERGE = (table: string) => `
  DO UPDATE SET first_day = least(${table}.first_day, excluded.first_day),
                linked_day = least(${table}.linked_day, excluded.linked_day)
  WHERE excluded.first_day < ${table}.first_day
     OR (excluded.linked_day IS NOT NULL AND (${table}.linked_day IS NULL OR excluded.linked_day < ${table}.linked_day))`;
const STATEMENT = `
  WITH per_source AS (
    INSERT INTO pipeline.source_user (workspace_id, month, source_id, kind, id_hash, first_day, linked_day)
    SELECT workspace_id, month, source_id, kind, id_hash, first_day, linked_day FROM ${SEEN}
    ON CONFLICT (workspace_id, month, source_id, kind, id_hash) ${MERGE('source_user')}
  )
  INSERT INTO pipeline.tracked_user (workspace_id, month, kind, id_hash, first_day, linked_day)
  SELECT workspace_id, month, kind, id_hash, min(first_day), min(linked_day) FROM ${SEEN}
  GROUP BY workspace_id, month, kind, id_hash
  ON CONFLICT (workspace_id, month, kind, id_hash) ${MERGE('tracked_user')}`;

/** Remembers the ids of a month, per source and for the workspace. `rows` name each source, month, kind and id once. */
export async function addTrackedIds(sql: Sql, rows: TrackedIdRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql.query(STATEMENT, [
    rows.map((row) => row.workspaceId),
    rows.map((row) => row.sourceId),
    rows.map((row) => row.month),
    rows.map((row) => row.kind),
    rows.map((row) => row.idHash),
    rows.map((row) => row.firstDay),
    rows.map((row) => row.linkedDay),
  ]);
}
