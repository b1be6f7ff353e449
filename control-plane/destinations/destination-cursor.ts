import { ControlPlaneError } from '../errors';

/** Where a page of destinations ends: the last one's creation time and id. */
export interface DestinationCursor {
  createdAt: Date;
  id: string;
}

/** The opaque text of a cursor. */
export function encodeCursor({ createdAt, id }: DestinationCursor): string {
  return Buffer.from(`${createdAt.getTime()}.${id}`).toString('base64url');
}

/** Reads a cursor back. @throws ControlPlaneError `invalid_input` when it is not one of ours. */
export function decodeCursor(text: string): DestinationCursor {
  const [time, id, ...rest] = Buffer.from(text, 'base64url').toString('utf8').split('.');
  const createdAt = new Date(Number(time));
  if (!time || !id || rest.length > 0 || Number.isNaN(createdAt.getTime())) {
    throw new ControlPlaneError('invalid_input', 'cursor: This is not a cursor of this list.', {
      cursor: 'This is not a cursor of this list.',
    });
  }
  return { createdAt, id };
}
