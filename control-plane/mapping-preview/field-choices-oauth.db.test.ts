import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { destinationRuns } from '../../catalog/destinations/run/destination-runs';
import { db } from '../../storage/client';
import { saveConnection } from '../../storage/entities/destination-oauth/connections';
import { sealSecret } from '../../storage/secrets';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import { fetchFieldChoices } from './fetch-field-choices';

// No definition that has both an account and choices can be asked at an address of ours: what it is given is looked at.
const asked = vi.spyOn(destinationRuns(), 'choices');
const ANSWER = { choices: [{ label: 'Order', value: 'Order__c' }], nextPage: null, problem: null };
afterEach(() => void asked.mockReset());
afterAll(() => destinationRuns().close());

/** Asks a Salesforce of its own, connected with `token`, for its objects. */
async function ask(token: string | null, secrets = {}) {
  asked.mockResolvedValue(ANSWER);
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const settings = { instanceUrl: 'https://ours.my.salesforce.com/' };
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id, { type: 'salesforce', settings });
  await db().destination.update({ where: { id: destinationId }, data: { secrets } });
  if (token !== null) {
    const tokens = { accessToken: sealSecret(token, 'test'), refreshToken: null, expiresAt: null };
    await saveConnection(db(), destinationId, tokens, 'test', new Date());
  }
  return fetchFieldChoices(ctx, { destinationId, actionSlug: 'customObject', field: 'customObjectName', mapping: {} });
}

it('asks for choices with the token of the account', async () => {
  expect(await ask('token-good')).toEqual(ANSWER);
  expect(asked.mock.calls[0]?.[0].settings).toEqual({
    instanceUrl: 'https://ours.my.salesforce.com/',
    oauth: { access_token: 'token-good' },
  });
});

it('asks nobody before an account is connected, and says so', async () => {
  expect((await ask(null)).problem).toBe('Connect an account on the Settings tab first.');
  expect(asked).not.toHaveBeenCalled();
});

it('refuses in words when a secret cannot be opened', async () => {
  const lost = { sealed: 'v1.00000000.AAAA.AAAA', hint: '', setAt: new Date().toISOString(), setBy: 'test' };
  await expect(ask('token-good', { auth_password: lost })).rejects.toMatchObject({
    code: 'precondition_failed',
    message: "A secret of this destination cannot be opened with this installation's key. Enter its secrets again.",
  });
  expect(asked).not.toHaveBeenCalled();
});
