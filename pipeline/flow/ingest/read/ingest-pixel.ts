import type { EventType } from '@/spec/event';
import { MAX_EVENT_BYTES } from '@/spec/ingest-limits';
import type { IngestReason } from '@/spec/outcome';
import { keyOfCredentials, type Credentials } from '../../../receive/credentials';
import { readPixelQuery, type PixelQuery } from '../../../receive/pixel-query';
import { preferKey } from '../../../receive/write-key';
import type { Arrival } from '../../../validate/normalise-event';
import type { OwnerOf } from './find-owners';
import { type Admit, parseObject, readRequest, type Reading } from './ingest-request';
import { toEventRow } from './ingest-row';

/** A request for a pixel as it came. */
export interface PixelRequest {
  /** The call that the path names. */
  type: EventType;
  url: string;
  credentials: Credentials;
  arrival: Arrival;
}

/**
 * Turns a pixel into the rows of the log, by the rules of a posted event. Nobody reads the answer to an image, so what
 * cannot be read becomes a row too, as long as a write key can be made out (links cut short by mail programs).
 */
export async function readPixel(
  { type, url, credentials, arrival }: PixelRequest,
  ownerOf: OwnerOf,
  admit?: Admit,
): Promise<Reading> {
  const query = readPixelQuery(url);
  const key = preferKey(query.writeKey, keyOfCredentials(credentials));
  const problem = problemOf(query);
  if (query.text !== null && problem === null) {
    return readRequest(
      {
        route: { kind: 'single', type },
        text: query.text,
        credentials: { kind: 'basic', key },
        arrival,
        honest: false,
      },
      ownerOf,
      admit,
    );
  }
  const owner = key.kind === 'key' ? await ownerOf(key.key) : null;
  if (!owner)
    return { ok: true, rows: [], characters: 0, unknown: key.kind === 'key' ? 1 : 0, owners: [], verdicts: null };
  const facts = { problem: problem?.message ?? '', data: query.excerpt };
  const verdict = problem?.reason ?? 'bad_request';
  const row = toEventRow(
    facts,
    owner,
    { arrival, envelope: {}, routeType: type, verdict, mayBeTooLarge: false, traced: false },
    0,
  );
  return { ok: true, rows: [row], characters: row.payload.length, unknown: 0, owners: [owner], verdicts: null };
}

function problemOf({ text }: PixelQuery): { reason: IngestReason; message: string } | null {
  if (text === null) return { reason: 'bad_request', message: 'The data parameter is not base64.' };
  if (Buffer.byteLength(text) > MAX_EVENT_BYTES) {
    return { reason: 'message_too_large', message: 'The data parameter is larger than 32 KB.' };
  }
  if (parseObject(text)) return null;
  return { reason: 'bad_request', message: 'The data parameter is not base64 of a JSON object.' };
}
