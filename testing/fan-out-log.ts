import { systemClock } from '../platform/clock';
import { randomToken } from '../platform/ids';
import { createLogger } from '../platform/logger';
import { fanOutSlice } from '../pipeline/flow/fan-out/fan-out-slice';
import { pool, type Sql } from '../storage/client';
import { appendEvents } from '../storage/events/append-events';
import type { EventRow } from '../storage/events/event-row';
import { createLogCursor } from '../storage/events/follow/follow-log-cursor';

/** Where an event belongs. */
export interface EventOwner {
  workspaceId: string;
  sourceId: string;
}

/** A normalised event as ingest makes it, with what `fields` change. */
export function anEventRow(
  owner: EventOwner,
  fields: Record<string, unknown> = {},
  row: Partial<EventRow> = {},
): EventRow {
  const receivedAt = row.receivedAt ?? new Date().toISOString();
  const event: Record<string, unknown> = {
    type: 'track',
    event: 'Order Completed',
    messageId: `m-${randomToken(12)}`,
    userId: 'u-1',
    timestamp: receivedAt,
    originalTimestamp: receivedAt,
    receivedAt,
    context: {},
    properties: {},
    ...fields,
  };
  const text = (value: unknown) => (typeof value === 'string' ? value : null);
  return {
    ...owner,
    receivedAt,
    messageId: text(event.messageId) ?? '',
    type: event.type as EventRow['type'],
    name: text(event.event) ?? text(event.name),
    userId: text(event.userId),
    anonymousId: text(event.anonymousId),
    reason: null,
    payload: JSON.stringify(event),
    ...row,
  };
}

/** Appends events to the log as ingest does. */
export async function logEvents(rows: EventRow[], sql: Sql = pool()): Promise<void> {
  await appendEvents(sql, rows);
}

/** Where the events of a source ended or wait, by messageId and destination: `delivery`, or `outcome reason`. */
export async function endStates(sourceId: string): Promise<Record<string, string>> {
  const { rows } = await pool().query<{ key: string; state: string }>(
    `SELECT message_id || ' @ ' || destination_id AS key, 'delivery' AS state FROM pipeline.delivery WHERE source_id = $1
     UNION ALL
     SELECT message_id || ' @ ' || destination_id, concat_ws(' ', outcome, reason) FROM pipeline.outcome WHERE source_id = $1`,
    [sourceId],
  );
  const states: Record<string, string> = {};
  for (const { key, state } of rows) states[key] = states[key] === undefined ? state : `${states[key]} AND ${state}`;
  return states;
}

/**
 * Runs fan-out until the log is read to its end. Transactions open in any database of the server, so also those of other
 * test files, hold the newest events back for a moment.
 */
export async function drainLog(limit = 1000): Promise<void> {
  const log = createLogger('test', 'error', () => undefined);
  await createLogCursor(pool(), 'fan-out');
  for (;;) {
    await fanOutSlice({ pool: pool(), log, clock: systemClock, limit });
    const { rows } = await pool().query<{ unread: boolean }>(
      `SELECT EXISTS (SELECT 1 FROM pipeline.event e, pipeline.log_cursor c
                       WHERE c.consumer = 'fan-out' AND (e.tx, e.id) > (c.tx, c.id)) AS unread`,
    );
    if (!rows[0]?.unread) return;
  }
}
