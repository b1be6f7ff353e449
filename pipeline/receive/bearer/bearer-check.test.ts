import { describe, expect, it, vi } from 'vitest';
import { accessTokenKey, signAccessToken } from '@/platform/access-token';
import { BearerCheck } from './bearer-check';
import { Revocations } from './revocations';

const KEY = accessTokenKey(Buffer.alloc(32, 1));
const SCOPES = ['tracking_api:write'];
const aToken = (id: string, now = 0, lifetimeMs = 60_000) =>
  signAccessToken(
    { id, appId: 'oap_1', workspaceId: 'wks_1', keyId: 'oky_1', scopes: SCOPES, expiresAt: now + lifetimeMs },
    KEY,
    now,
  );
const GOOD = { kind: 'token', appId: 'oap_1', workspaceId: 'wks_1' };

function aRevocations(patienceMs = 20) {
  let time = 0;
  const read = vi.fn((): Promise<string[]> => Promise.resolve([]));
  const revocations = new Revocations({ read, now: () => time, patienceMs });
  return { read, revocations, pass: (ms: number) => (time += ms) };
}

describe('BearerCheck', () => {
  it('answers at once for a token that it knows, until it expires', async () => {
    let now = 0;
    const { revocations } = aRevocations();
    const check = new BearerCheck({ key: KEY, revocations, now: () => now });
    const token = await aToken('oat_1');
    expect(await check.check(token)).toEqual(GOOD);
    expect(check.check(token)).toEqual(GOOD);
    now = 60_000;
    expect(check.check(token)).toEqual({ kind: 'bad_token', problem: 'expired' });
    now = 70_000;
    expect(await check.check(token)).toEqual({ kind: 'bad_token', problem: 'expired' });
    revocations.close();
  });

  it('forgets the oldest token when it knows too many, and still takes it', async () => {
    const { revocations } = aRevocations();
    const check = new BearerCheck({ key: KEY, revocations, now: () => 0, capacity: 2 });
    const tokens = await Promise.all(['a', 'b', 'c'].map((id) => aToken(id)));
    for (const token of tokens) expect(await check.check(token)).toEqual(GOOD);
    expect(check.check(tokens[0] ?? ''), 'read anew').toBeInstanceOf(Promise);
    expect(check.check(tokens[2] ?? '')).toEqual(GOOD);
    revocations.close();
  });

  it.each(['oat_1', 'oky_1'])('refuses a known token within a second of the revocation of %s', async (subject) => {
    const { read, revocations, pass } = aRevocations();
    const check = new BearerCheck({ key: KEY, revocations, now: () => 0 });
    const token = await aToken('oat_1');
    expect(await check.check(token)).toEqual(GOOD);
    read.mockResolvedValue([subject]);
    pass(1000);
    expect(await check.check(token)).toEqual({ kind: 'bad_token', problem: 'revoked' });
    revocations.close();
  });
});

describe('Revocations', () => {
  it('are read once for many who ask, and not again for half a second', async () => {
    const { read, revocations, pass } = aRevocations();
    await Promise.all(Array.from({ length: 50 }, async () => revocations.current()));
    pass(499);
    expect(revocations.current()).toEqual(new Set());
    expect(read).toHaveBeenCalledTimes(1);
    revocations.close();
  });

  it('are the last known ones while the database fails, and asked for once a second', async () => {
    const { read, revocations, pass } = aRevocations();
    await revocations.current();
    read.mockResolvedValue(['oat_1']);
    pass(2000);
    expect(await revocations.current()).toEqual(new Set(['oat_1']));
    read.mockRejectedValue(new Error('away'));
    pass(60_000);
    expect(await revocations.current()).toEqual(new Set(['oat_1']));
    const asked = read.mock.calls.length;
    for (let more = 0; more < 10; more += 1) expect(revocations.current()).toEqual(new Set(['oat_1']));
    expect(read).toHaveBeenCalledTimes(asked);
    revocations.close();
  });

  it('keep a request waiting only for a moment when the database hangs', async () => {
    const { read, revocations, pass } = aRevocations();
    await revocations.current();
    read.mockReturnValue(new Promise(() => undefined));
    pass(5000);
    expect(await revocations.current()).toEqual(new Set());
    expect(revocations.current(), 'the next one does not wait').toEqual(new Set());
    revocations.close();
  });

  it('are unknown when the database was never there', async () => {
    const read = () => Promise.reject(new Error('away'));
    const revocations = new Revocations({ read, now: () => 0 });
    const check = new BearerCheck({ key: KEY, revocations, now: () => 0 });
    expect(await check.check(await aToken('oat_1'))).toEqual({ kind: 'bad_token', problem: 'unchecked' });
    revocations.close();
  });
});
