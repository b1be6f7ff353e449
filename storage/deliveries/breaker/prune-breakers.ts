import type { Sql } from '../../client';

/** Forgets counts past any window, and breakers that are closed or whose destination is gone. */
export async function pruneBreakers(sql: Sql): Promise<void> {
  await sql.query(
    `DELETE FROM pipeline.breaker_count WHERE slot NOT BETWEEN now() - interval '10 minutes' AND now() + interval '1 minute'`,
  );
  await sql.query(
    `DELETE FROM pipeline.breaker b
      WHERE (state = 'closed' AND coalesce(paused_until, since) < now() - interval '1 hour')
         OR NOT EXISTS (SELECT FROM public.destination d WHERE d.id = b.destination_id)`,
  );
}
