import { describe, expect, it } from 'vitest';
import { db, pool } from '../../storage/client';
import { findWriteKeyOwners } from '../../storage/entities/write-key-lookup';
import { aSource, aWorkspace } from '../../testing/factories';
import type { Context } from '../context';
import { getSource } from './get-source';
import { listWriteKeys } from '../write-keys/list-write-keys';
import { setHonestMode } from './set-honest-mode';
import { setWriteKeyLimit } from '../write-keys/set-write-key-limit';

function as(ctx: Context, role: 'VIEWER' | 'SOURCE_ADMIN'): Context {
  return { ...ctx, actor: { ...ctx.actor, role } };
}

async function aKey() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const [key] = await listWriteKeys(ctx, { sourceId: source.id });
  return { ctx, source, sourceId: source.id, writeKeyId: key?.id ?? '' };
}

const auditOf = (ctx: Context) =>
  db().auditEvent.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { at: 'asc' } });

describe('honest mode of a source', () => {
  it('is off until a source admin turns it on; the Tracking API and the audit log see it', async () => {
    const { ctx, source, sourceId } = await aKey();
    expect((await getSource(ctx, { sourceId })).honestMode).toBe(false);
    expect((await setHonestMode(as(ctx, 'SOURCE_ADMIN'), { sourceId, honestMode: true })).honestMode).toBe(true);
    await setHonestMode(ctx, { sourceId, honestMode: true });
    expect(await findWriteKeyOwners(pool(), [source.writeKey])).toMatchObject([{ honestMode: true }]);
    expect((await auditOf(ctx)).map(({ type, detail }) => [type, detail])).toEqual([
      ['Source Settings Modified', { setting: 'honestMode', from: false, to: true }],
    ]);
  });

  it('is nothing a viewer or another workspace can change', async () => {
    const { ctx, sourceId } = await aKey();
    const other = await aWorkspace();
    await expect(setHonestMode(as(ctx, 'VIEWER'), { sourceId, honestMode: true })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await expect(setHonestMode(other, { sourceId, honestMode: true })).rejects.toMatchObject({ code: 'not_found' });
    await expect(setHonestMode(ctx, { sourceId, honestMode: 'yes' })).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await getSource(ctx, { sourceId })).honestMode).toBe(false);
  });
});

describe('the rate limit of a write key', () => {
  it('is set and taken away; the Tracking API and the audit log see it, without the whole key', async () => {
    const { ctx, source, sourceId, writeKeyId } = await aKey();
    const set = (eventsPerSecond: number | null) => setWriteKeyLimit(ctx, { sourceId, writeKeyId, eventsPerSecond });
    expect((await set(500)).eventsPerSecond).toBe(500);
    expect(await findWriteKeyOwners(pool(), [source.writeKey])).toMatchObject([{ eventsPerSecond: 500 }]);
    await set(500);
    expect((await set(null)).eventsPerSecond).toBeNull();
    const lines = await auditOf(ctx);
    expect(lines.map(({ type, detail }) => [type, detail])).toEqual([
      ['Source Write Key Modified', { sourceId, setting: 'eventsPerSecond', from: null, to: 500 }],
      ['Source Write Key Modified', { sourceId, setting: 'eventsPerSecond', from: 500, to: null }],
    ]);
    expect(JSON.stringify(lines)).not.toContain(source.writeKey);
  });

  it.each([0, -1, 1.5, 1_000_001, Number.NaN, '5'])('cannot be %s', async (eventsPerSecond) => {
    const { ctx, sourceId, writeKeyId } = await aKey();
    await expect(setWriteKeyLimit(ctx, { sourceId, writeKeyId, eventsPerSecond })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { eventsPerSecond: 'Use a whole number from 1 to 1,000,000.' },
    });
  });

  it('is nothing a viewer can change, nor that of another source or workspace', async () => {
    const { ctx, sourceId, writeKeyId } = await aKey();
    const sibling = await aSource(ctx.workspace.id);
    const input = { sourceId, writeKeyId, eventsPerSecond: 5 };
    await expect(setWriteKeyLimit(as(ctx, 'VIEWER'), input)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setWriteKeyLimit(await aWorkspace(), input)).rejects.toMatchObject({ code: 'not_found' });
    await expect(setWriteKeyLimit(ctx, { ...input, sourceId: sibling.id })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
