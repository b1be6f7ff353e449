import type { Db } from '@/storage/client';
import { listSubscriptionRows, type SubscriptionRow } from '@/storage/entities/subscriptions';
import type { Context } from '../context';
import { notFound } from '../errors';

/** The mappings of a destination that `ids` name, in its order. @throws ControlPlaneError `not_found` when one is not its. */
export async function requireSubscriptions(
  tx: Db,
  ctx: Context,
  destinationId: string,
  ids: readonly string[],
): Promise<SubscriptionRow[]> {
  const wanted = new Set(ids);
  const rows = (await listSubscriptionRows(tx, ctx.workspace.id, destinationId)).filter((row) => wanted.has(row.id));
  if (rows.length !== wanted.size) throw notFound('mapping');
  return rows;
}
