import { beforeAll, describe, expect, it } from 'vitest';
import { installation, setInstallation } from '../../platform/installation';
import { db } from '../../storage/client';
import { aSource, aWorkspace } from '../../testing/factories';
import { getSource } from './get-source';
import { listRegions } from './list-regions';
import { setSourceRegion } from './set-source-region';

const REGIONS = [
  { name: 'eu', origin: 'https://events.eu.example.com' },
  { name: 'us', origin: 'https://events.us.example.com' },
];

beforeAll(() => setInstallation({ ...installation(), publicUrl: 'https://cdp.example.com', regions: REGIONS }));

function auditLines(workspaceId: string) {
  return db().auditEvent.findMany({ where: { workspaceId }, select: { type: true, detail: true } });
}

describe('setSourceRegion', () => {
  it('keeps the region, and writes one audit line for each change', async () => {
    const ctx = await aWorkspace('SOURCE_ADMIN');
    const { id: sourceId } = await aSource(ctx.workspace.id);
    expect((await getSource(ctx, { sourceId })).region).toBeNull();
    await setSourceRegion(ctx, { sourceId, region: 'eu' });
    await setSourceRegion(ctx, { sourceId, region: 'eu' });
    expect((await getSource(ctx, { sourceId })).region).toBe('eu');
    const line = { type: 'Source Settings Modified', detail: { setting: 'region', from: null, to: 'eu' } };
    expect(await auditLines(ctx.workspace.id)).toEqual([line]);
    await setSourceRegion(ctx, { sourceId, region: null });
    expect((await getSource(ctx, { sourceId })).region).toBeNull();
  });

  it('refuses a region that the operator does not offer', async () => {
    const ctx = await aWorkspace();
    const { id: sourceId } = await aSource(ctx.workspace.id);
    const refused = { code: 'invalid_input', fields: { region: 'Choose a listed region.' } };
    await expect(setSourceRegion(ctx, { sourceId, region: 'mars' })).rejects.toMatchObject(refused);
    expect(await auditLines(ctx.workspace.id)).toEqual([]);
  });

  it('refuses viewers, and sources of other workspaces', async () => {
    const [viewer, stranger] = [await aWorkspace('VIEWER'), await aWorkspace()];
    const { id: sourceId } = await aSource(viewer.workspace.id);
    await expect(setSourceRegion(viewer, { sourceId, region: 'eu' })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(setSourceRegion(stranger, { sourceId, region: 'eu' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('listRegions', () => {
  it('offers the public URL and the regions, or nothing where there are none', async () => {
    const ctx = await aWorkspace('VIEWER');
    expect(listRegions(ctx)).toEqual([{ name: null, origin: 'https://cdp.example.com' }, ...REGIONS]);
    setInstallation({ ...installation(), regions: [] });
    expect(listRegions(ctx)).toEqual([]);
    setInstallation({ ...installation(), regions: REGIONS });
  });
});
