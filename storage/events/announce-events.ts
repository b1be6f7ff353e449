import type { Sql } from '../client';

/** Tells whoever LISTENs on `switchyard_event` that these sources have new events: one notification per source. */
export async function announceEvents(sql: Sql, sourceIds: string[]): Promise<void> {
  await sql.query(`SELECT pg_notify('switchyard_event', id) FROM unnest($1::text[]) AS id`, [sourceIds]);
}
