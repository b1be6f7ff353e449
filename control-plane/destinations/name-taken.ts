import { ControlPlaneError } from '../errors';

/**
 * Runs a write of a destination; a broken unique constraint becomes an error about its name
 * ("names of instances of one destination on a source must be unique").
 */
export async function withFreeName<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'P2002') {
      const message = 'Another destination of this type on this source has this name. Choose another name.';
      throw new ControlPlaneError('conflict', message, { name: message });
    }
    throw error;
  }
}
