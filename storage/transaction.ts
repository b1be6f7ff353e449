import type { Db } from './client';
import { db } from './client';

/**
 * Runs control-plane work in one transaction (Prisma); all of it commits or none. It waits for a connection as long as any
 * other question: until the pool gives up.
 */
export function transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return db().$transaction((tx) => work(tx), { maxWait: 15_000, timeout: 15_000 });
}
