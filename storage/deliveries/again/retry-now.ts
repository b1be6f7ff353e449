import type { Sql } from '../../client';
import { selected, selectionValues, type DeliverySelection } from './selection';

// What is under way is left alone: its lease is its own.
const RETRY_NOW = `
UPDATE pipeline.delivery
   SET run_at = now()
 WHERE id = ANY(ARRAY(SELECT id FROM pipeline.delivery
                       WHERE ${selected('last_reason', 'created_at')}
                         AND run_at > now() AND (lease_until IS NULL OR lease_until <= now())
                       ORDER BY run_at, id LIMIT $9 FOR UPDATE SKIP LOCKED))`;

const PROBE_NOW = `
UPDATE pipeline.breaker SET next_probe_at = now() WHERE destination_id = $1 AND state <> 'closed'`;

/**
 * Makes up to `most` waiting deliveries due at once; while their destination is held back, the next single try is. Returns
 * how many were moved.
 */
export async function retryNow(sql: Sql, selection: DeliverySelection, most: number): Promise<number> {
  const { rowCount } = await sql.query(RETRY_NOW, [...selectionValues(selection), most]);
  await sql.query(PROBE_NOW, [selection.destinationId]);
  await sql.query('NOTIFY switchyard_delivery');
  return rowCount ?? 0;
}
