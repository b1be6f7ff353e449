import type { Db } from '@/storage/client';
import { destinationNames } from '@/storage/entities/destinations';
import { ControlPlaneError } from '../errors';

function nameTaken(): ControlPlaneError {
  const message = 'Another destination of this type on this source has this name. Choose another name.';
  return new ControlPlaneError('conflict', message, { name: message });
}

/**
 * Keeps a name from being given twice in different cases ("HTTPREQ", "httpreq"); the caller holds the lock of the source.
 * Those that already were keep theirs. @throws ControlPlaneError `conflict`
 */
export async function requireFreeName(tx: Db, wanted: { sourceId: string; type: string; name: string }): Promise<void> {
  const others = await destinationNames(tx, wanted.sourceId, wanted.type);
  if (others.some(({ name }) => name.toLowerCase() === wanted.name.toLowerCase())) throw nameTaken();
}

/**
 * Runs a write of a destination; a broken unique constraint becomes an error about its name
 * ("names of instances of one destination on a source must be unique").
 */
export async function withFreeName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002') {
      throw nameTaken();
    }
    throw error;
  }
}
