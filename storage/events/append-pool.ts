import pg from 'pg';
import { installation } from '@/platform/installation';

/**
 * The Tracking API's own connections: two appends in flight, a write-key lookup and housekeeping. Separate from the
 * dashboard's, so that neither waits for the other; impatient, so that a sender hears within seconds that the database
 * is away, unless `patienceMs` says how long it may take.
 */
export function createAppendPool(patienceMs?: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: installation().databaseUrl,
    application_name: 'switchyard-ingest',
    max: 4,
    connectionTimeoutMillis: patienceMs ?? 2000,
    idleTimeoutMillis: 30_000,
    statement_timeout: patienceMs ?? 4000,
    query_timeout: patienceMs ?? 5000,
    keepAlive: true,
  });
  pool.on('error', () => undefined); // an idle connection that breaks is replaced; queries report their own errors
  return pool;
}
