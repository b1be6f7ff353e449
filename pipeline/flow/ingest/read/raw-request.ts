import type { OwnerOf } from './find-owners';
import { readPixel, type PixelRequest } from './ingest-pixel';
import { readRequest, type Admit, type IngestRequest, type Reading } from './ingest-request';

/**
 * A request as it came, before anybody knows whose it is: plain data, which JSON keeps whole. Reading it again gives the
 * same events with the same messageIds.
 */
export type RawRequest = { form: 'post'; request: IngestRequest } | { form: 'pixel'; request: PixelRequest };

/** Turns a request into rows of the log. @throws OwnersUnavailable when `ownerOf` does. */
export function readRaw(raw: RawRequest, ownerOf: OwnerOf, admit?: Admit): Promise<Reading> {
  return raw.form === 'post' ? readRequest(raw.request, ownerOf, admit) : readPixel(raw.request, ownerOf, admit);
}
