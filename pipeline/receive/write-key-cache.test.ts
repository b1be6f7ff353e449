import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { WriteKeyCache } from './write-key-cache';

const OWNER = {
  writeKeyId: 'key_1',
  sourceId: 'src_1',
  workspaceId: 'wks_1',
  enabled: true,
  honestMode: false,
  eventsPerSecond: null,
  oauthAppId: null,
  oauthRequired: false,
};
const KEY = 'known-known-known-known-known-12';

function aCache(capacity = 100) {
  let time = 0;
  const find = vi.fn((keys: string[]) =>
    Promise.resolve(keys.filter((key) => key.startsWith('known')).map((key) => ({ ...OWNER, key }))),
  );
  const cache = new WriteKeyCache({ find, now: () => time, maxAgeMs: 1000, capacity });
  return { cache, find, pass: (ms: number) => (time += ms) };
}

describe('WriteKeyCache', () => {
  it('asks once for a key that many ask for at once', async () => {
    const { cache, find } = aCache();
    const owners = await Promise.all(Array.from({ length: 50 }, async () => cache.owner(KEY)));
    expect(owners.every((owner) => owner?.sourceId === 'src_1')).toBe(true);
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('asks for many keys in one query', async () => {
    const { cache, find } = aCache();
    await Promise.all(Array.from({ length: 50 }, async (_, n) => cache.owner(`unknown-key-${n}`)));
    expect(find).toHaveBeenCalledTimes(1);
  });

  it('answers from memory for a second, renewing in the background, and asks again after that', async () => {
    const { cache, find, pass } = aCache();
    await cache.owner(KEY);
    pass(499);
    expect(cache.owner(KEY)).not.toBeInstanceOf(Promise);
    expect(find).toHaveBeenCalledTimes(1);
    pass(1);
    expect(cache.owner(KEY)).not.toBeInstanceOf(Promise);
    await vi.waitFor(() => expect(find).toHaveBeenCalledTimes(2));
    pass(1000);
    expect(cache.owner(KEY)).toBeInstanceOf(Promise);
  });

  it('remembers unknown keys too, in bounded memory', async () => {
    const { cache, find } = aCache(2);
    for (const key of ['unknown-key-1', 'unknown-key-1', 'unknown-key-2', 'unknown-key-3', 'unknown-key-1']) {
      expect(await cache.owner(key)).toBeNull();
    }
    expect(find.mock.calls.map(([keys]) => keys)).toEqual([
      ['unknown-key-1'],
      ['unknown-key-2'],
      ['unknown-key-3'],
      ['unknown-key-1'],
    ]);
  });

  it('does not remember a failure of the database', async () => {
    const { cache, find, pass } = aCache();
    find.mockRejectedValueOnce(new Error('away'));
    await expect(cache.owner(KEY)).rejects.toThrow('away');
    pass(250);
    expect((await cache.owner(KEY))?.sourceId).toBe('src_1');
  });
});

describe('WriteKeyCache, while the database is away', () => {
  it('keeps the owner of a known key however old the answer is, and asks now and then', async () => {
    const { cache, find, pass } = aCache();
    await cache.owner(KEY);
    find.mockRejectedValue(new Error('away'));
    pass(60_000);
    expect((await cache.owner(KEY))?.sourceId).toBe('src_1');
    for (let n = 0; n < 100; n += 1) expect(cache.owner(KEY)).toMatchObject({ sourceId: 'src_1' });
    expect(find).toHaveBeenCalledTimes(2);
    pass(250);
    expect(cache.owner(KEY)).toMatchObject({ sourceId: 'src_1' });
    await vi.waitFor(() => expect(find).toHaveBeenCalledTimes(3));
  });

  it('does not call a key unknown that it cannot look up, also one that was unknown before', async () => {
    const { cache, find, pass } = aCache();
    await cache.owner('unknown-key-1');
    find.mockRejectedValue(new Error('away'));
    pass(1000);
    await expect(cache.owner('unknown-key-1')).rejects.toThrow('away');
    await expect(cache.owner('unknown-key-2')).rejects.toThrow('not known here');
  });

  it('lets nobody wait longer than a second for a database that does not answer, and believes the answer when it comes', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const { cache, find } = aCache();
    let answer: (owners: { key: string }[]) => void = () => undefined;
    find.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve as typeof answer)));
    const settled = vi.fn();
    const first = Promise.resolve(cache.owner(KEY)).finally(settled);
    const refused = expect(first).rejects.toThrow('does not answer');
    await vi.advanceTimersByTimeAsync(999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await refused;
    await expect(cache.owner(KEY)).rejects.toThrow('not known here');
    answer([{ ...OWNER, key: KEY }]);
    await vi.waitFor(async () => expect(await cache.owner(KEY)).toMatchObject({ sourceId: 'src_1' }));
    expect(find).toHaveBeenCalledTimes(1);
  });
});
