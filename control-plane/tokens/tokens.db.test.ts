import { describe, expect, it } from 'vitest';
import { createHash } from 'node:crypto';
import { db } from '../../storage/client';
import { aWorkspace } from '../../testing/factories';
import { authenticateToken } from './authenticate-token';
import { createToken } from './create-token';
import { listTokens } from './list-tokens';
import { revokeToken } from './revoke-token';

describe('API tokens', () => {
  it('speak for their workspace with their role, until they are revoked', async () => {
    const ctx = await aWorkspace();
    const made = await createToken(ctx, { name: 'export', role: 'SOURCE_ADMIN' });
    expect(await authenticateToken(made.token)).toEqual({
      workspace: { id: ctx.workspace.id, slug: ctx.workspace.slug, name: ctx.workspace.name },
      actor: { kind: 'token', id: made.id, label: 'export', role: 'SOURCE_ADMIN' },
      requestId: expect.stringMatching(/^req_/) as string,
    });
    await revokeToken(ctx, { tokenId: made.id });
    expect(await authenticateToken(made.token)).toBeNull();
    await expect(revokeToken(ctx, { tokenId: made.id })).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each(['', 'x', 'swy_unknown', 'a'.repeat(10_000)])('that are none speak for nobody', async (token) => {
    expect(await authenticateToken(token)).toBeNull();
  });

  it('are kept as SHA-256 and never shown again', async () => {
    const ctx = await aWorkspace();
    const { id, token, hint } = await createToken(ctx, { name: 'export', role: 'VIEWER' });
    const row = await db().apiToken.findUniqueOrThrow({ where: { id } });
    expect(row.tokenHash).toBe(createHash('sha256').update(token).digest('hex'));
    const shown = JSON.stringify([row, await listTokens(ctx), await db().auditEvent.findMany()]);
    expect(shown).not.toContain(token);
    expect(hint).toBe(token.slice(-4));
  });

  it('tell when they were last used', async () => {
    const ctx = await aWorkspace();
    const { token } = await createToken(ctx, { name: 'export', role: 'VIEWER' });
    expect((await listTokens(ctx)).items[0]?.lastUsedAt).toBeNull();
    await authenticateToken(token);
    const used = (await listTokens(ctx)).items[0]?.lastUsedAt;
    expect(Date.now() - (used?.getTime() ?? 0)).toBeLessThan(60_000);
    await authenticateToken(token);
    expect((await listTokens(ctx)).items[0]?.lastUsedAt).toEqual(used);
  });

  it('are listed newest first, page by page', async () => {
    const ctx = await aWorkspace();
    for (const name of ['a', 'b', 'c']) await createToken(ctx, { name, role: 'VIEWER' });
    const first = await listTokens(ctx, { count: 2 });
    expect(first.items.map(({ name }) => name)).toEqual(['c', 'b']);
    expect((await listTokens(ctx, { count: 2, cursor: first.next })).items.map(({ name }) => name)).toEqual(['a']);
  });

  it.each(['SOURCE_ADMIN', 'VIEWER'] as const)('are none of the business of a %s', async (role) => {
    const ctx = await aWorkspace(role);
    const forbidden = { code: 'forbidden' };
    await expect(createToken(ctx, { name: 'x', role: 'VIEWER' })).rejects.toMatchObject(forbidden);
    await expect(listTokens(ctx)).rejects.toMatchObject(forbidden);
    await expect(revokeToken(ctx, { tokenId: 'tok_x' })).rejects.toMatchObject(forbidden);
  });

  it('of another workspace are not found', async () => {
    const [ctx, other] = await Promise.all([aWorkspace(), aWorkspace()]);
    const { id, token } = await createToken(other, { name: 'theirs', role: 'OWNER' });
    await expect(revokeToken(ctx, { tokenId: id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await authenticateToken(token)).not.toBeNull();
    expect((await listTokens(ctx)).items).toEqual([]);
  });
});
