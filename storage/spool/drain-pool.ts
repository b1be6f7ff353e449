import pg from 'pg';
import { installation } from '@/platform/installation';

/** The one connection that drains spools: apart from those of the door, and patient, because nobody waits for it. */
export function createDrainPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: installation().databaseUrl,
    application_name: 'switchyard-drain',
    max: 1,
    connectionTimeoutMillis: 2000,
    idleTimeoutMillis: 10_000,
    statement_timeout: 30_000,
    query_timeout: 35_000,
    keepAlive: true,
  });
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
