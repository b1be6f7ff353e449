import { ControlPlaneError } from '../errors';

/** The error for a slug that another workspace has. */
export function slugTaken(): ControlPlaneError {
  const message = 'This slug is taken. Choose another one.';
  return new ControlPlaneError('conflict', message, { slug: message });
}
