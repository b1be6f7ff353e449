import type { Sql } from '../../client';
import { selected, selectionValues, type DeliverySelection } from './selection';

const ASK = `
WITH failed AS (
  SELECT event_id, destination_id, workspace_id, source_id
    FROM pipeline.outcome
   WHERE ${selected('reason', 'at')} AND outcome = 'failed_delivery'
     AND NOT EXISTS (SELECT FROM pipeline.resend r
                      WHERE r.destination_id = outcome.destination_id AND r.event_id = outcome.event_id)
   ORDER BY at LIMIT $9
), asked AS (
  INSERT INTO pipeline.resend (event_id, destination_id, workspace_id)
  SELECT event_id, destination_id, workspace_id FROM failed
   WHERE EXISTS (SELECT FROM pipeline.event e WHERE e.source_id = failed.source_id AND e.id = failed.event_id)
  ON CONFLICT DO NOTHING
  RETURNING 1
)
SELECT (SELECT count(*)::int FROM failed) AS found, (SELECT count(*)::int FROM asked) AS asked`;

/**
 * Asks the workers to send up to `most` failed deliveries again, oldest first. `asked` is how many there will be, `found`
 * how many matched: the rest is no longer in the log, or was asked for already.
 */
export async function askResend(
  sql: Sql,
  selection: DeliverySelection,
  most: number,
): Promise<{ found: number; asked: number }> {
  const { rows } = await sql.query<{ found: number; asked: number }>(ASK, [...selectionValues(selection), most]);
  await sql.query('NOTIFY switchyard_delivery');
  return rows[0] ?? { found: 0, asked: 0 };
}
