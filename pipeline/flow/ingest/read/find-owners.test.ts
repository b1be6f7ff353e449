import { expect, it } from 'vitest';
import type { WriteKeyOwner } from '@/storage/entities/write-key-lookup';
import { WriteKeyCache } from '../../../receive/write-key-cache';
import { findOwners, OwnersUnavailable } from './find-owners';

const aKey = (n: number) => `key${String(n).padStart(29, '0')}`;

function anOwner(key: string): WriteKeyOwner {
  const rights = { enabled: true, honestMode: false, eventsPerSecond: null, oauthAppId: null, oauthRequired: false };
  return { key, writeKeyId: `key_${key}`, sourceId: 'src_1', workspaceId: 'wks_1', ...rights };
}

it('asks once for all keys of a request, however many it invents', async () => {
  const asked: number[] = [];
  const cache = new WriteKeyCache({
    find: (keys) => {
      asked.push(keys.length);
      return Promise.resolve(keys.filter((key) => key === aKey(7)).map(anOwner));
    },
  });
  const items = Array.from({ length: 5000 }, (_, n) => ({ writeKey: aKey(n % 2500) }));
  const owners = await findOwners({}, items, { kind: 'none' }, (key) => cache.owner(key));
  expect(asked).toEqual([2500]);
  if (!owners.ok) throw new Error(owners.problem);
  expect([owners.at(6), owners.at(7)?.key, owners.at(2507)?.key]).toEqual([null, aKey(7), aKey(7)]);
  expect([...owners.counts.values()]).toEqual([2]);
});

it('knows no owner of a request of whose keys one cannot be looked up', async () => {
  const ownerOf = (key: string) =>
    key === aKey(1) ? Promise.resolve(anOwner(key)) : Promise.reject(new OwnersUnavailable('away'));
  const items = [1, 2, 3].map((n) => ({ writeKey: aKey(n) }));
  await expect(findOwners({}, items, { kind: 'none' }, ownerOf)).rejects.toThrow(OwnersUnavailable);
});
