import type { z } from 'zod';
import { destinationCatalog } from '@/catalog/destinations/registry';
import { db } from '@/storage/client';
import { listDestinationRows } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { decodeCursor, encodeCursor } from './destination-cursor';
import { listDestinationsSchema } from './destination.schema';
import { viewDestination, type DestinationView } from './destination-view';

/** A page of the workspace's destinations, newest first; by source, type, state or part of a name: its own, its source's, its type's. */
export async function listDestinations(
  ctx: Context,
  input: z.input<typeof listDestinationsSchema>,
): Promise<{ items: DestinationView[]; next: string | null }> {
  authorize(ctx, 'workspace:read');
  const { cursor, count, ...by } = parseInput(listDestinationsSchema, input);
  const after = cursor ? decodeCursor(cursor) : undefined;
  const part = by.search?.toLowerCase();
  const searchTypes = part
    ? destinationCatalog().flatMap(({ type, name }) => (name.toLowerCase().includes(part) ? [type] : []))
    : [];
  const rows = await listDestinationRows(db(), ctx.workspace.id, { ...by, searchTypes }, { take: count + 1, after });
  const shown = rows.slice(0, count);
  const last = shown.at(-1);
  return { items: shown.map(viewDestination), next: rows.length > count && last ? encodeCursor(last) : null };
}
