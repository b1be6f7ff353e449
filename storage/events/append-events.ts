import type { Sql } from '../client';
import type { EventRow } from './event-row';
import { messageKey, receiptKey } from './message-key';
import { column, plainColumn } from '../column-text';

/** A row with its place in the order of arrival (from 1) and the key it claims. */
interface Claim {
  row: EventRow;
  place: number;
  key: string | null;
}

/**
 * Failed events do not claim their messageId: sending it again after the mistake is mended must work. They claim their
 * receipt instead, when they have one, so that appending the same row twice stores it once.
 */
function claimOf(row: EventRow): string | null {
  if (row.reason === null) return messageKey(row.sourceId, row.messageId);
  return row.receipt === undefined ? null : receiptKey(row.sourceId, row.receipt);
}

function byKey(a: Claim, b: Claim): number {
  if (a.key === b.key) return a.place - b.place;
  if (a.key === null || b.key === null) return a.key === null ? 1 : -1;
  return a.key < b.key ? -1 : 1;
}

const APPEND = `SELECT * FROM pipeline.append_events(${Array.from({ length: 12 }, (_, i) => `$${i + 1}`).join(', ')}) AS place`;

/**
 * Appends `rows` to the log, all or none, except those that were accepted before, in any process, or stand earlier in
 * `rows`: same source and messageId, today or yesterday (UTC), so for 24 to 48 hours. One statement, so one transaction and
 * one round trip; ids follow the order of `rows`.
 * @returns the rows that were left out as duplicates.
 */
export async function appendEvents(sql: Sql, rows: EventRow[]): Promise<EventRow[]> {
  const claims = rows.map((row, index): Claim => ({ row, place: index + 1, key: claimOf(row) })).sort(byKey);
  const duplicates: EventRow[] = [];
  const fresh = claims.filter(({ row, key }, index) => {
    if (key === null || key !== claims[index - 1]?.key) return true;
    duplicates.push(row);
    return false;
  });
  const result = await sql.query<{ place: number }>({
    name: 'append-events',
    text: APPEND,
    values: [
      plainColumn(fresh, ({ place }) => place),
      column(fresh, ({ key }) => key),
      plainColumn(fresh, ({ row }) => row.receivedAt),
      plainColumn(fresh, ({ row }) => row.workspaceId),
      plainColumn(fresh, ({ row }) => row.sourceId),
      column(fresh, ({ row }) => row.messageId),
      plainColumn(fresh, ({ row }) => row.type),
      column(fresh, ({ row }) => row.name),
      column(fresh, ({ row }) => row.userId),
      column(fresh, ({ row }) => row.anonymousId),
      column(fresh, ({ row }) => row.reason),
      plainColumn(fresh, ({ row }) => row.payload),
    ],
  });
  for (const { place } of result.rows) {
    const row = rows[place - 1];
    if (row) duplicates.push(row);
  }
  return duplicates;
}
