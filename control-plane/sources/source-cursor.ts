import type { SourceKeyset } from '@/storage/entities/sources';
import { ControlPlaneError } from '../errors';

/** An opaque cursor that means: after this source. */
export function encodeSourceCursor(after: SourceKeyset): string {
  return Buffer.from(JSON.stringify([after.createdAt.getTime(), after.id])).toString('base64url');
}

/** What a cursor means. @throws ControlPlaneError `invalid_input` when it is not one of ours. */
export function decodeSourceCursor(cursor: string): SourceKeyset {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && Number.isSafeInteger(parsed[0]) && typeof parsed[1] === 'string') {
      return { createdAt: new Date(parsed[0] as number), id: parsed[1] };
    }
  } catch {
    // falls through to the one answer for everything that is not a cursor
  }
  throw new ControlPlaneError('invalid_input', 'The cursor is not valid.', { cursor: 'The cursor is not valid.' });
}
