import { afterAll, expect, it } from 'vitest';
import { destinationRuns } from '../../../catalog/destinations/run/destination-runs';
import { db } from '../../../storage/client';
import { findConnection, saveConnection } from '../../../storage/entities/destination-oauth/connections';
import { openSecret, sealSecret } from '../../../storage/secrets';
import { aDestination, aSource, aWorkspace } from '../../../testing/factories';
import { startReceiver } from '../../../testing/receiver';
import { createDestination } from '../create-destination';
import { secretsOf } from '../destination-view';
import { getDestination } from '../get-destination';
import { testCredentials } from '../setup/test-credentials';
import { updateDestination } from '../update-destination';

afterAll(() => destinationRuns().close());

const SIGNING_SECRET = Buffer.alloc(24, 'Secret').toString('base64');
const AGAIN = 'Enter it again: the address is on another host.';
const refused = (...keys: string[]): unknown =>
  expect.objectContaining({
    code: 'invalid_input',
    fields: Object.fromEntries(keys.map((key) => [`settings.${key}`, AGAIN])),
  });

async function aCall() {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id } = await createDestination(ctx, {
    ...{ type: 'http-request', sourceId: source.id, name: 'Ours' },
    settings: {
      baseUrl: 'https://ours.test/in',
      bearerToken: 'a-long-bearer-token',
      signingSecret: SIGNING_SECRET,
    },
  });
  const change = (settings: Record<string, string>) => updateDestination(ctx, { id, settings });
  return { ctx, source, id, change };
}

it('asks again for every stored secret that would go to another host, and changes nothing until it has them', async () => {
  const { ctx, id, change } = await aCall();
  const elsewhere = { baseUrl: 'https://evil.test/in' };
  await expect(change(elsewhere)).rejects.toEqual(refused('bearerToken', 'signingSecret'));
  await expect(change({ ...elsewhere, signingSecret: SIGNING_SECRET.toLowerCase() })).rejects.toEqual(
    refused('bearerToken'),
  );
  expect(await getDestination(ctx, { id })).toMatchObject({ settings: { baseUrl: 'https://ours.test/in' } });
  // On the same host, with secrets given anew, or with none left, it may change.
  expect((await change({ baseUrl: 'https://ours.test/other' })).settings.baseUrl).toBe('https://ours.test/other');
  await change({ ...elsewhere, bearerToken: 'another', signingSecret: '' });
  const row = await db().destination.findUniqueOrThrow({ where: { id }, include: { source: true } });
  const { bearerToken } = secretsOf(row);
  expect(bearerToken && openSecret(bearerToken)).toBe('another');
});

it('cannot be got round by clearing the address first', async () => {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id } = await createDestination(ctx, {
    ...{ type: 'windsor', sourceId: source.id, name: 'Windsor' },
    settings: { endpoint: 'https://one.test/', apiKey: 'a-first-long-secret' },
  });
  await updateDestination(ctx, { id, settings: { endpoint: '' } });
  await expect(updateDestination(ctx, { id, settings: { endpoint: 'https://evil.test/' } })).rejects.toEqual(
    refused('apiKey'),
  );
});

it('holds for copied settings too', async () => {
  const { ctx, source, id } = await aCall();
  const copy = { type: 'http-request', sourceId: source.id, name: 'Copy', copyFrom: id };
  await expect(createDestination(ctx, { ...copy, settings: { baseUrl: 'https://evil.test' } })).rejects.toEqual(
    refused('bearerToken', 'signingSecret'),
  );
  await expect(createDestination(ctx, copy)).resolves.toMatchObject({
    secrets: { bearerToken: expect.anything() as unknown },
  });
});

it('holds for the check of credentials: nothing is sent to a host that was only typed', async () => {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const evil = await startReceiver();
  const { id: storedIn } = await createDestination(ctx, {
    ...{ type: 'cordial', sourceId: source.id, name: 'Ours' },
    settings: { endpoint: 'https://api.cordial.io', apiKey: 'a-long-api-key' },
  });
  await expect(testCredentials(ctx, { type: 'cordial', storedIn, settings: { endpoint: evil.url } })).rejects.toEqual(
    refused('apiKey'),
  );
  expect(evil.requests).toEqual([]);
  await evil.close();
});

it('keeps the tokens of a connected account from another host', async () => {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const of = async (type: string, settings: Record<string, string>) => {
    const { id } = await aDestination(ctx.workspace.id, source.id, { type, settings, enabled: false });
    const tokens = { accessToken: sealSecret('token', 'test'), refreshToken: null, expiresAt: null };
    await saveConnection(db(), id, tokens, 'test', new Date());
    return id;
  };
  const connected = async (id: string) => (await findConnection(db(), ctx.workspace.id, id)) !== null;
  const person = await of('salesforce', { instanceUrl: 'https://ours.my.salesforce.com' });
  await expect(updateDestination(ctx, { id: person, settings: { instanceUrl: 'https://evil.test' } })).rejects.toEqual(
    expect.objectContaining({
      code: 'precondition_failed',
      fields: { 'settings.instanceUrl': expect.stringContaining('Disconnect the account') as string },
    }),
  );
  expect(await connected(person)).toBe(true);
  const settings = await of('salesforce-marketing-cloud', { subdomain: 'ours' });
  await updateDestination(ctx, { id: settings, settings: { subdomain: 'other' } });
  expect(await connected(settings)).toBe(false);
});
