import { ControlPlaneError } from './errors';

/** Where a page of a list ends: the last row's time and id. */
export interface KeysetCursor {
  at: Date;
  id: string;
}

/** The opaque text of a cursor. */
export function encodeKeyset({ at, id }: KeysetCursor): string {
  return Buffer.from(JSON.stringify([at.getTime(), id])).toString('base64url');
}

/** Reads a cursor back. @throws ControlPlaneError `invalid_input` when it is not one of ours. */
export function decodeKeyset(text: string): KeysetCursor {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && typeof parsed[0] === 'number' && typeof parsed[1] === 'string') {
      const at = new Date(parsed[0]);
      if (!Number.isNaN(at.getTime())) return { at, id: parsed[1] };
    }
  } catch {
    // falls through to the one answer for everything that is not a cursor
  }
  throw new ControlPlaneError('invalid_input', 'cursor: This is not a cursor of this list.', {
    cursor: 'This is not a cursor of this list.',
  });
}
