import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { processState } from '../platform/process-state';
import { installation } from '../platform/installation';
import { PrismaClient, type Prisma } from './prisma-client/client';

/** The control plane's client, or a transaction of it: what every function of storage/entities takes first. */
export type Db = PrismaClient | Prisma.TransactionClient;

function poolOptions(): pg.PoolConfig {
  return {
    connectionString: installation().databaseUrl,
    max: 10,
    connectionTimeoutMillis: processState('database-patience', () => 5000),
    idleTimeoutMillis: 30_000,
  };
}

/** The process's Prisma client (control plane), connected on first use. */
export function db(): PrismaClient {
  return processState('prisma', () => new PrismaClient({ adapter: new PrismaPg(poolOptions()) }));
}

/** The process's connection pool for hand-written SQL (hot tables), connected on first use. */
export function pool(): pg.Pool {
  return processState('pg-pool', () => {
    const created = new pg.Pool(poolOptions());
    // A connection that breaks is replaced, and the query on it reports its own error; unheard, it would end the process.
    created.on('error', () => undefined);
    created.on('connect', (client) => client.on('error', () => undefined));
    return created;
  });
}

/** Either the pool or one connection inside a transaction: what every function with hand-written SQL takes first. */
export type Sql = Pick<pg.Pool | pg.PoolClient, 'query'>;

/**
 * A statement that runs many times a second: planned once per connection instead of each time. `name` must be its own.
 */
export function prepared(
  name: string,
  text: string,
  values: unknown[],
): { name: string; text: string; values: unknown[] } {
  return { name, text, values };
}

/** Runs `work` in one transaction on one connection; rolls back and rethrows when it throws. */
export async function inTransaction<T>(work: (sql: pg.PoolClient) => Promise<T>, from: pg.Pool = pool()): Promise<T> {
  const client = await from.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    const broken = await client.query('ROLLBACK').then(
      () => false,
      () => true,
    );
    client.release(broken);
    throw error;
  }
}
