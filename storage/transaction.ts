import type { Db } from './client';
import { db } from './client';

/** Runs control-plane work in one transaction (Prisma); all of it commits or none. */
export function transaction<T>(work: (tx: Db) => Promise<T>): Promise<T> {
  return db().$transaction((tx) => work(tx), { timeout: 15_000 });
}
