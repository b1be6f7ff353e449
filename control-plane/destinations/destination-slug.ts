import type { Db } from '@/storage/client';
import { takenDestinationSlugs } from '@/storage/entities/destinations';

/** A slug made of `name` that no other destination of the workspace has: "my-webhook", "my-webhook-2", … */
export async function freeDestinationSlug(tx: Db, workspaceId: string, name: string): Promise<string> {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  const base = plain || 'destination';
  const taken = await takenDestinationSlugs(tx, workspaceId, base);
  let slug = base;
  for (let n = 2; taken.has(slug); n += 1) slug = `${base}-${n}`;
  return slug;
}
