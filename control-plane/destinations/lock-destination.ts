import type { Db } from '@/storage/client';
import { raiseConfigVersion, type DestinationRow } from '@/storage/entities/destinations';
import type { Context } from '../context';
import { notFound } from '../errors';

/**
 * First step of every change to a destination's mappings and filters: raises its configVersion, and holds its row so that
 * changes happen one after another. @throws ControlPlaneError `not_found`.
 */
export async function lockDestination(tx: Db, ctx: Context, id: string): Promise<DestinationRow> {
  const row = await raiseConfigVersion(tx, ctx.workspace.id, id);
  if (!row) throw notFound('destination');
  return row;
}
