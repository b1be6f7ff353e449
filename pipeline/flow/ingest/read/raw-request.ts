import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import type { Owner } from '../../../receive/write-key-cache';
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

/** Why `raw` is refused whoever its unknown keys belong to; null when that depends on it. Asks nobody for a key. */
export async function refuseUnread(raw: RawRequest, ownerOf: OwnerOf): Promise<(Reading & { ok: false }) | null> {
  const somebody = whoMayBring(raw);
  const reading = await readRaw(raw, (key) => {
    const owner = ownerOf(key);
    if (!(owner instanceof Promise)) return owner;
    owner.catch(() => undefined);
    return somebody;
  });
  if (reading.ok) return null;
  reading.owners.delete(somebody);
  return reading;
}

/** The rows of those owners in a refused request of many whom the refusal does not concern. */
export async function readOthers(raw: RawRequest, refused: Reading & { ok: false }, ownerOf: OwnerOf) {
  const ids = new Set([...refused.owners.keys()].map(({ writeKeyId }) => writeKeyId));
  const unlessRefused = (owner: Owner) => (owner && ids.has(owner.writeKeyId) ? null : owner);
  const reading = await readRaw(raw, async (key) => unlessRefused(await ownerOf(key)));
  return reading.ok ? reading.rows : [];
}

/** An owner who takes what `raw` brings, in place of one who cannot be looked up. */
function whoMayBring({ request: { credentials } }: RawRequest): WriteKeyOwner {
  const token = credentials.kind === 'token' ? credentials : null;
  return {
    key: '',
    writeKeyId: '',
    sourceId: '',
    workspaceId: token?.workspaceId ?? '',
    enabled: true,
    honestMode: false,
    eventsPerSecond: null,
    oauthAppId: token?.appId ?? null,
    oauthRequired: false,
  };
}
