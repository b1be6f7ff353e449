import type { Sql } from '../client';

/** How far a spool is in the log: everything before byte `offset` of segment `segment`. */
export interface SpoolPosition {
  segment: number;
  offset: number;
}

/** Where a spool begins that nobody drained yet. */
export const SPOOL_START: SpoolPosition = { segment: 0, offset: 0 };

/** How far the spool `spoolId` is in the log. */
export async function readSpoolPosition(sql: Sql, spoolId: string): Promise<SpoolPosition> {
  const { rows } = await sql.query<{ segment: string; offset: string }>(
    'SELECT segment, read_to AS "offset" FROM pipeline.spool_position WHERE spool_id = $1',
    [spoolId],
  );
  const [row] = rows;
  return row ? { segment: Number(row.segment), offset: Number(row.offset) } : SPOOL_START;
}

/**
 * Moves the position of a spool, unless it stands elsewhere than `from`: then somebody else drains it.
 * @returns whether it was moved.
 */
export async function moveSpoolPosition(
  sql: Sql,
  spoolId: string,
  { from, to }: { from: SpoolPosition; to: SpoolPosition },
): Promise<boolean> {
  const { rowCount } = await sql.query({
    name: 'move-spool-position',
    text: `INSERT INTO pipeline.spool_position AS p (spool_id, segment, read_to) VALUES ($1, $4, $5)
           ON CONFLICT (spool_id) DO UPDATE SET segment = $4, read_to = $5, moved_at = now()
                    WHERE p.segment = $2 AND p.read_to = $3`,
    values: [spoolId, from.segment, from.offset, to.segment, to.offset],
  });
  return rowCount === 1;
}
