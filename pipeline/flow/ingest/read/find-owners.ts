import type { Json, JsonObject } from '@/spec/event';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import { keyOfCredentials, type Credentials } from '../../../receive/credentials';
import { keyFromBody, preferKey, type GivenKey } from '../../../receive/write-key';
import type { Owner } from '../../../receive/write-key-cache';
import { isJsonObject } from '../../../validate/json-object';

/** Finds the owner of a write key; null when nobody has it. */
export type OwnerOf = (key: string) => Owner | Promise<Owner>;

/** The owner of a write key cannot be looked up, because the database is away. */
export class OwnersUnavailable extends Error {
  constructor(cause: unknown) {
    super('The owner of a write key cannot be looked up.', { cause });
  }
}

/** Whose the events of a request are. */
export type Owners =
  | {
      ok: true;
      /** The owner of the event at `index`. */
      at: (index: number) => Owner;
      /** All of them, with how many events each has; a request without events counts as one. */
      counts: Map<WriteKeyOwner, number>;
    }
  /** An event comes without a key, or with one too short to be one. `counts`: the owners of the other events. */
  | { ok: false; problem: 'none' | 'too_short'; counts: Map<WriteKeyOwner, number> };

/**
 * Finds the owners of `items`: an event's own key counts most, then that of the body, then that of the headers. A request
 * without items is looked up by its own key.
 */
export async function findOwners(
  body: JsonObject,
  items: Json[],
  credentials: Credentials,
  ownerOf: OwnerOf,
): Promise<Owners> {
  const requestKey = preferKey(keyFromBody(body.writeKey), keyOfCredentials(credentials));
  const keys = items.length === 0 ? [requestKey] : items.map((item) => keyOf(item, requestKey));
  const bad = keys.find((key) => key.kind !== 'key');
  const owners = await ownersOf(keys, ownerOf);
  const counts = new Map<WriteKeyOwner, number>();
  for (const key of keys) {
    const owner = key.kind === 'key' ? owners.get(key.key) : null;
    if (owner) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  if (bad) return { ok: false, problem: bad.kind, counts };
  const at = (index: number): Owner => {
    const key = keys[index];
    return key?.kind === 'key' ? (owners.get(key.key) ?? null) : null;
  };
  return { ok: true, at, counts };
}

/** The owner of each key. Asked for all at once, so that a request of many keys costs one query and not as many. */
async function ownersOf(keys: GivenKey[], ownerOf: OwnerOf): Promise<Map<string, Owner>> {
  const found = new Map<string, Owner>();
  const asked: Promise<unknown>[] = [];
  for (const given of keys) {
    if (given.kind !== 'key' || found.has(given.key)) continue;
    const owner = ownerOf(given.key);
    found.set(given.key, owner instanceof Promise ? null : owner);
    if (owner instanceof Promise) asked.push(owner.then((late) => found.set(given.key, late)));
  }
  if (asked.length > 0) await Promise.all(asked);
  return found;
}

function keyOf(item: Json, requestKey: GivenKey): GivenKey {
  return isJsonObject(item) && item.writeKey !== undefined
    ? preferKey(keyFromBody(item.writeKey), requestKey)
    : requestKey;
}

const WRITTEN_KEY = /"writeKey"\s*:\s*"([^"\\]{1,256})"/;

/**
 * The owner of a request that cannot be read, by its headers or by a write key that stands somewhere in its text; null
 * when none can be made out, or looked up now.
 */
export async function findRefusedOwner(text: string, credentials: Credentials, ownerOf: OwnerOf): Promise<Owner> {
  const given = preferKey(keyFromBody(WRITTEN_KEY.exec(text)?.[1]), keyOfCredentials(credentials));
  if (given.kind !== 'key') return null;
  try {
    return await ownerOf(given.key);
  } catch (error) {
    if (error instanceof OwnersUnavailable) return null;
    throw error;
  }
}
