import pg from 'pg';
import { installation } from '@/platform/installation';

/**
 * The log follower's own connections: one for its transactions, one to look. Separate from those of deliveries, so that
 * neither waits for the other. A transaction that loses its process is ended by the server, and with it the follower's
 * lock, so that another process can take over.
 */
export function createFollowPool(): pg.Pool {
  const pool = new pg.Pool({
    connectionString: installation().databaseUrl,
    application_name: 'switchyard-fan-out',
    max: 2,
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  });
  // A connection that breaks while no statement runs says so by an event, which would end the process if nobody heard it.
  // Idle ones are replaced; in a transaction, the next statement fails and is handled.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
