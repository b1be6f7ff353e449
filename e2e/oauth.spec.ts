import { Analytics } from '@segment/analytics-node';
import { aKeyPair } from '../testing/oauth';
import { aSourceOf, expect, signInAs, test } from './fixtures';

// A team stops trusting its write key: a key pair, an app, a source that requires it, Segment's own SDK.
test('an owner creates an OAuth app, requires it of a source, and the Node SDK sends with a token', async ({
  page,
  origin,
  owner,
}) => {
  const { publicKey, privateKey } = aKeyPair();
  const source = await aSourceOf(owner, 'Order service');
  await signInAs(page.context(), owner.userId);

  await page.goto(`/${owner.workspaceSlug}/settings/oauth`);
  await page.getByRole('button', { name: 'Create OAuth app' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('Orders');
  await dialog.getByLabel('Name of the key').fill('first');
  await dialog.getByLabel('Public key', { exact: true }).fill(privateKey);
  await expect(dialog.getByText('This is a private key.')).toBeVisible();
  await expect(dialog.getByLabel('Public key', { exact: true }), 'a private key does not stay').toHaveValue('');
  await dialog.getByLabel('Public key', { exact: true }).fill(publicKey);
  await dialog.getByRole('button', { name: 'Create OAuth app' }).click();
  await page.waitForURL(/\/settings\/oauth\/oap_/);
  const appId = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  const sample = await page.getByRole('region', { name: 'Node.js sample' }).innerText();
  const keyId = /keyId: '(oky_[^']+)'/.exec(sample)?.[1] ?? '';
  expect(sample, 'the sample is filled in').toContain(`clientId: '${appId}'`);

  await page.goto(`/${owner.workspaceSlug}/sources/${source.id}/settings`);
  await page.getByLabel('App', { exact: true }).selectOption({ label: 'Orders' });
  await page.getByRole('button', { name: 'Connect app' }).click();
  await page.getByRole('switch', { name: 'Require OAuth' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Require OAuth' }).click();
  await expect(page.getByText('are refused with 401')).toBeVisible();

  const call = { method: 'POST', body: JSON.stringify({ writeKey: source.writeKey, userId: 'u1', event: 'Forged' }) };
  await expect
    .poll(async () => (await fetch(`${origin}/v1/track`, call)).status, { message: 'a write key is not enough' })
    .toBe(401);

  const oauthSettings = { clientId: appId, keyId, clientKey: privateKey, authServer: origin };
  const analytics = new Analytics({ writeKey: source.writeKey, host: origin, flushAt: 1, oauthSettings });
  const failed = await new Promise<unknown>((resolve) => {
    analytics.track({ userId: 'u1', event: 'Order Completed' }, (error) => resolve(error));
  });
  expect(failed).toBeUndefined();
  await analytics.closeAndFlush();

  await page.goto(`/${owner.workspaceSlug}/sources/${source.id}/debugger`);
  const events = page.getByRole('listbox', { name: 'Events, newest first' });
  await expect(events.getByText('Order Completed')).toBeVisible();
});
