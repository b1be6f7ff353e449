import { describe, expect, it } from 'vitest';
import { db } from '../../storage/client';
import { aSource, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import { createWriteKey } from './create-write-key';
import { listWriteKeys } from './list-write-keys';
import { revokeWriteKey } from './revoke-write-key';

function as(ctx: Context, role: 'VIEWER' | 'SOURCE_ADMIN'): Context {
  return { ...ctx, actor: { ...ctx.actor, role } };
}

describe('write keys', () => {
  it('can be generated and revoked, and the list shows those that work, oldest first', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const second = await createWriteKey(ctx, { sourceId: source.id });
    expect((await listWriteKeys(ctx, { sourceId: source.id })).map((row) => row.key)).toEqual([
      source.writeKey,
      second.key,
    ]);
    await revokeWriteKey(ctx, { sourceId: source.id, writeKey: source.writeKey });
    expect((await listWriteKeys(ctx, { sourceId: source.id })).map((row) => row.key)).toEqual([second.key]);
    const kept = await db().writeKey.findUniqueOrThrow({ where: { key: source.writeKey } });
    expect(kept.revokedAt).not.toBeNull();
  });

  it('never leaves a source without a key, even when all are revoked at once', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    for (let more = 0; more < 7; more += 1) await createWriteKey(ctx, { sourceId: source.id });
    const keys = await listWriteKeys(ctx, { sourceId: source.id });
    const tries = await Promise.allSettled(
      keys.map((key) => revokeWriteKey(ctx, { sourceId: source.id, writeKeyId: key.id })),
    );
    const refused = tries.filter((one) => one.status === 'rejected');
    expect(refused.map((one) => (one.reason as { code: string }).code)).toEqual(['precondition_failed']);
    expect(await listWriteKeys(ctx, { sourceId: source.id })).toHaveLength(1);
  });

  it('shows a viewer masked keys only, and lets them generate or revoke none', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const viewer = as(ctx, 'VIEWER');
    const [shown] = await listWriteKeys(viewer, { sourceId: source.id });
    expect(shown?.key).toBeNull();
    expect(JSON.stringify(shown)).not.toContain(source.writeKey);
    await expect(createWriteKey(viewer, { sourceId: source.id })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(revokeWriteKey(viewer, { sourceId: source.id, writeKeyId: 'x' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const [full] = await listWriteKeys(as(ctx, 'SOURCE_ADMIN'), { sourceId: source.id });
    expect(full?.key).toBe(source.writeKey);
  });

  it("answers not_found for another workspace's source and for another source's key", async () => {
    const ctx = await aWorkspace();
    const other = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const foreign = await aSource(other.workspace.id);
    await createWriteKey(ctx, { sourceId: source.id });
    for (const attempt of [
      () => listWriteKeys(ctx, { sourceId: foreign.id }),
      () => createWriteKey(ctx, { sourceId: foreign.id }),
      () => revokeWriteKey(ctx, { sourceId: foreign.id, writeKey: foreign.writeKey }),
      () => revokeWriteKey(ctx, { sourceId: source.id, writeKey: foreign.writeKey }),
    ]) {
      await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('keeps whole keys out of the audit log', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const second = await createWriteKey(ctx, { sourceId: source.id });
    await revokeWriteKey(ctx, { sourceId: source.id, writeKeyId: second.id });
    const lines = await db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id } });
    expect(lines.map((line) => line.type).sort()).toEqual(['Source Write Key Created', 'Source Write Key Revoked']);
    expect(JSON.stringify(lines)).not.toContain(second.key);
  });
});
