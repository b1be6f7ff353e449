import type { Sql } from '../client';
import type { EventRow } from '../events/event-row';
import { messageKey, receiptKey } from '../events/message-key';

function keyOf(row: EventRow): string | null {
  if (row.reason === null) return messageKey(row.sourceId, row.messageId);
  return row.receipt === undefined ? null : receiptKey(row.sourceId, row.receipt);
}

/** Those of `rows` that are in the log, on whatever day they were stored: an index read per row and day. */
export async function findStored(sql: Sql, rows: EventRow[]): Promise<Set<EventRow>> {
  const keys = rows.map(keyOf);
  const { rows: found } = await sql.query<{ key: string }>(
    `SELECT replace(message_key::text, '-', '') AS key FROM pipeline.event WHERE message_key = ANY($1::uuid[])`,
    [keys.filter((key) => key !== null)],
  );
  const stored = new Set(found.map(({ key }) => key));
  return new Set(rows.filter((_, index) => stored.has(keys[index] ?? '')));
}
