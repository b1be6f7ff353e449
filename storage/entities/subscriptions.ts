import type { JsonObject } from '@/spec/event';
import type { Db } from '../client';
import type { Prisma } from '../prisma-client/client';

/** A mapping as stored. */
export type SubscriptionRow = Prisma.SubscriptionGetPayload<Record<string, never>>;

/** What a new mapping is made of. */
export interface NewSubscription {
  id: string;
  destinationId: string;
  name: string;
  actionSlug: string;
  enabled: boolean;
  trigger: string;
  mapping: JsonObject;
  position: number;
}

/** Inserts mappings, in one statement. */
export async function insertSubscriptions(db: Db, rows: NewSubscription[]): Promise<void> {
  await db.subscription.createMany({
    data: rows.map((row) => ({ ...row, mapping: row.mapping })),
  });
}

/** One mapping of a destination of the workspace, or null. */
export function findSubscription(
  db: Db,
  workspaceId: string,
  destinationId: string,
  id: string,
): Promise<SubscriptionRow | null> {
  return db.subscription.findFirst({ where: { id, destinationId, destination: { workspaceId } } });
}

/** Every mapping of a destination of the workspace (at most 50), in the order in which they run. */
export function listSubscriptionRows(db: Db, workspaceId: string, destinationId: string): Promise<SubscriptionRow[]> {
  return db.subscription.findMany({
    where: { destinationId, destination: { workspaceId } },
    orderBy: [{ position: 'asc' }, { createdAt: 'asc' }, { id: 'asc' }],
  });
}

/** Changes a mapping. */
export function updateSubscriptionRow(
  db: Db,
  id: string,
  change: { name?: string; enabled?: boolean; trigger?: string; mapping?: JsonObject },
): Promise<SubscriptionRow> {
  return db.subscription.update({
    where: { id },
    data: {
      name: change.name,
      enabled: change.enabled,
      trigger: change.trigger,
      mapping: change.mapping,
    },
  });
}

/** Deletes a mapping. */
export async function deleteSubscriptionRow(db: Db, id: string): Promise<void> {
  await db.subscription.delete({ where: { id } });
}

/** Puts the mappings of a destination into the order of `ids`, which must be all of them. */
export async function writeSubscriptionOrder(db: Db, destinationId: string, ids: string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE subscription
       SET position = wanted.place - 1
      FROM unnest(${ids}::text[]) WITH ORDINALITY AS wanted (id, place)
     WHERE subscription.id = wanted.id AND subscription.destination_id = ${destinationId}
       AND subscription.position <> wanted.place - 1`;
}

/** Turns mappings of a destination on or off. */
export async function enableSubscriptionRows(
  db: Db,
  destinationId: string,
  ids: string[],
  enabled: boolean,
): Promise<void> {
  await db.subscription.updateMany({ where: { destinationId, id: { in: ids } }, data: { enabled } });
}

/** Deletes mappings of a destination. */
export async function deleteSubscriptionRows(db: Db, destinationId: string, ids: string[]): Promise<void> {
  await db.subscription.deleteMany({ where: { destinationId, id: { in: ids } } });
}
