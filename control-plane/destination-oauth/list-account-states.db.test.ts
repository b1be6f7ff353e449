import { describe, expect, it } from 'vitest';
import { db, pool } from '@/storage/client';
import { markBroken } from '@/storage/deliveries/renew-connection';
import { saveConnection } from '@/storage/entities/destination-oauth/connections';
import { sealSecret } from '@/storage/secrets';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { listAccountStates } from './list-account-states';

describe('the accounts of a workspace that need a person', () => {
  it('are those never connected and those that died; not working ones, other sign-ins, or another workspace’s', async () => {
    const ctx = await aWorkspace();
    const source = await aSource(ctx.workspace.id);
    const make = async (type: string, account: 'none' | 'works' | 'died') => {
      const { id } = await aDestination(ctx.workspace.id, source.id, { type });
      const tokens = { accessToken: sealSecret('access', 'test'), refreshToken: null, expiresAt: null };
      if (account !== 'none') await saveConnection(db(), id, tokens, 'ana@example.com', new Date());
      if (account === 'died') await markBroken(pool(), id, 'invalid_grant');
      return { id, type };
    };
    const missing = await make('salesforce', 'none');
    const broken = await make('salesforce', 'died');
    const destinations = [
      missing,
      broken,
      await make('salesforce', 'works'),
      await make('webhook', 'none'),
      await make('marketo-static-lists', 'none'),
    ];
    const settingsBroken = await make('marketo-static-lists', 'died');
    expect(await listAccountStates(ctx, { destinations: [...destinations, settingsBroken] })).toEqual({
      [missing.id]: 'missing',
      [broken.id]: 'broken',
      [settingsBroken.id]: 'broken',
    });
    const stranger = await aWorkspace();
    expect(await listAccountStates(stranger, { destinations: [broken] })).toEqual({ [broken.id]: 'missing' });
  });
});
