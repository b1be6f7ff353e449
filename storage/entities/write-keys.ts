import type { Db } from '../client';

/** Adds a write key to a source. */
export function insertWriteKey(db: Db, row: { id: string; sourceId: string; key: string }) {
  return db.writeKey.create({ data: row });
}

/** Marks a write key as revoked at `at`; events sent with it are no longer accepted. */
export async function markWriteKeyRevoked(db: Db, id: string, at: Date): Promise<void> {
  await db.writeKey.update({ where: { id }, data: { revokedAt: at } });
}

/** Sets how many events a second a write key may send; null: no limit of its own. */
export function changeWriteKeyLimit(db: Db, id: string, eventsPerSecond: number | null) {
  return db.writeKey.update({ where: { id }, data: { eventsPerSecond } });
}
