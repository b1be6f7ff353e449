import type { Sql } from '../client';
import type { EventRow } from './event-row';
import { messageKey, receiptKey } from './message-key';
import { intArray, plainTextArray, textArray, timeArray, uuidArray } from '../binary-array';

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

const TYPES = ['int', 'uuid', 'timestamptz', ...Array.from({ length: 9 }, () => 'text')];
const APPEND = `SELECT * FROM pipeline.append_events(${TYPES.map((type, i) => `$${i + 1}::${type}[]`).join(', ')}) AS place`;

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
      intArray(fresh, ({ place }) => place),
      uuidArray(fresh, ({ key }) => key),
      timeArray(fresh, ({ row }) => row.receivedAt),
      textArray(fresh, ({ row }) => row.workspaceId),
      textArray(fresh, ({ row }) => row.sourceId),
      textArray(fresh, ({ row }) => row.messageId),
      textArray(fresh, ({ row }) => row.type),
      textArray(fresh, ({ row }) => row.name),
      textArray(fresh, ({ row }) => row.userId),
      textArray(fresh, ({ row }) => row.anonymousId),
      textArray(fresh, ({ row }) => row.reason),
      plainTextArray(fresh, ({ row }) => row.payload),
    ],
  });
  for (const { place } of result.rows) {
    const row = rows[place - 1];
    if (row) duplicates.push(row);
  }
  return duplicates;
}
