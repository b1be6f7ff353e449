import type { Page } from '@playwright/test';
import { Events, OAuth2Server } from 'oauth2-mock-server';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { saveOauthClient } from '../../control-plane/destination-oauth/save-oauth-client';
import { startConnect } from '../../control-plane/destination-oauth/start-connect';
import { db, pool } from '../../storage/client';
import { markBroken } from '../../storage/deliveries/renew-connection';
import { problemsOf } from '../axe';
import { aSourceOf, aTeammate, anOwner, contextOf, expect, sessionOf, signInAs, test, type Owner } from '../fixtures';
import { waitsUntilInteractive } from '../interactive';

const vendor = new OAuth2Server();
let base = '';
test.beforeAll(async () => {
  await vendor.issuer.keys.generate('RS256');
  await vendor.start(0, '127.0.0.1');
  base = vendor.issuer.url ?? '';
});
test.afterAll(() => vendor.stop());

/** A HubSpot destination; with a client at the mock vendor unless told otherwise. */
async function aHubspot(owner: Owner): Promise<{ destinationId: string; settings: string }> {
  const ctx = contextOf(owner);
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const { id } = await createDestination(ctx, { type: 'hubspot-cloud', sourceId, name: 'CRM' });
  const addresses = { authorizeUrl: `${base}/authorize`, tokenUrl: `${base}/token`, scopes: 'oauth' };
  await saveOauthClient(ctx, { destinationId: id, clientId: 'client-1', clientSecret: 'shh-secret-1', ...addresses });
  return { destinationId: id, settings: `/${owner.workspaceSlug}/destinations/${id}/settings` };
}

/** The address with which the vendor would send this owner back. */
async function wayBack(owner: Owner, destinationId: string): Promise<URL> {
  const { url } = await startConnect(contextOf(owner), { destinationId });
  const answer = await fetch(url, { redirect: 'manual' });
  return new URL(answer.headers.get('location') ?? '');
}

const connections = (destinationId: string) => db().destinationConnection.count({ where: { destinationId } });
const account = (page: Page) => page.getByRole('region', { name: 'Account', exact: true });

test('an account is connected at the vendor, shown, broken, connected again and disconnected', async ({
  page,
  owner,
  origin,
}) => {
  const source = await aSourceOf(owner, 'Shop');
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/new/hubspot-cloud?source=${source.id}`);
  await page.getByRole('button', { name: 'Create and connect' }).click();
  await page.waitForURL(/\/destinations\/dst_[^/]+\/settings/);
  const id = /dst_[^/]+/.exec(page.url())?.[0] ?? '';

  await expect(account(page).getByText(`${origin}/api/destination-oauth/callback`)).toBeVisible();
  await expect(page.getByLabel('Token URL'), 'what is known is filled in').toHaveValue(/hubapi\.com/);
  await page.getByRole('switch', { name: /enabled$/ }).click();
  await expect(page.getByText('Connect an account of HubSpot before you enable')).toBeVisible();
  await page.getByLabel('Client ID').fill('client-1');
  await page.getByLabel('Client secret').fill('shh-secret-1');
  await page.getByLabel('Authorization URL').fill('javascript:alert(1)');
  await page.getByLabel('Token URL').fill(`${base}/token`);
  await page.getByRole('button', { name: 'Save client' }).click();
  await expect(page.getByText('Enter the whole authorization address.')).toBeVisible();
  await expect(page.getByLabel('Authorization URL')).toBeFocused();
  await page.getByLabel('Authorization URL').fill(`${base}/authorize`);
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save client' }).click();
  await expect(account(page).getByText('No account is connected yet')).toBeVisible();
  expect(await page.content()).not.toContain('shh-secret-1');

  await page.getByRole('button', { name: 'Connect an account' }).click();
  const note = page.getByRole('status').filter({ hasText: 'The HubSpot account is connected.' });
  await expect(note).toBeVisible();
  await expect(note, 'who cannot see it hears it').toBeFocused();
  await expect(page, 'the result leaves the address').toHaveURL(/\/settings$/);
  await expect(account(page).getByText(`by ${owner.email}`)).toBeVisible();
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole('switch', { name: /enabled$/ }).click();
  await expect.poll(async () => (await db().destination.findUnique({ where: { id } }))?.enabled).toBe(true);

  await markBroken(pool(), id, 'The vendor refused (400, invalid_grant: revoked by the user).');
  await page.reload();
  await expect(account(page).getByText('The account must be connected again')).toBeVisible();
  await expect(account(page).getByText('invalid_grant: revoked by the user')).toBeVisible();
  await expect(account(page).getByText('Events wait meanwhile, each for up to 4 hours.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Account needs connecting' })).toBeVisible();
  expect(await problemsOf(page)).toEqual([]);
  await page.goto(`/${owner.workspaceSlug}/destinations`);
  await expect(page.getByRole('row', { name: /HubSpot/ })).toContainText('Needs account');

  await page.goto(`/${owner.workspaceSlug}/destinations/${id}/settings`);
  await page.getByRole('button', { name: 'Connect again' }).click();
  await expect(page.getByText('Events that were waiting for it are sent at their next try.')).toBeVisible();
  await expect(page.getByText('Account needs connecting')).toHaveCount(0);

  await page.getByRole('button', { name: 'Disconnect…' }).click();
  await expect(page.getByRole('dialog')).toContainText('The destination is disabled with it');
  await page.getByRole('button', { name: 'Disconnect account' }).click();
  await expect(account(page).getByText('No account is connected yet')).toBeVisible();
  await expect(page.getByText('The HubSpot account is connected.')).toHaveCount(0);
  expect(await connections(id)).toBe(0);
  await expect(page.getByRole('switch', { name: /enabled$/ })).not.toBeChecked();
});

test('a refusal is told in the vendor’s words and changes nothing; they cannot be put there by a link', async ({
  page,
  owner,
}) => {
  const { destinationId, settings } = await aHubspot(owner);
  await signInAs(page.context(), owner.userId);
  vendor.service.once(Events.BeforeAuthorizeRedirect, ({ url }: { url: URL }) => {
    url.searchParams.delete('code');
    url.searchParams.set('error', 'access_denied');
    url.searchParams.set('error_description', 'Ana said <b>no</b>');
  });
  await page.goto(settings);
  await page.getByRole('button', { name: 'Connect an account' }).click();
  const alert = page.getByRole('alert').filter({ hasText: 'The account was not connected.' });
  await expect(alert).toContainText('access_denied: Ana said <b>no</b>');
  await expect(alert).toBeFocused();
  expect(await problemsOf(page)).toEqual([]);
  await page.reload();
  await expect(account(page)).toBeVisible();
  await expect(alert, 'it is told once').toHaveCount(0);
  await page.goto(`${settings}?account=${encodeURIComponent('{"problem":"Call 555-1234"}')}`);
  await expect(account(page)).toBeVisible();
  await expect(page.getByText('555-1234')).toHaveCount(0);
  expect(await connections(destinationId)).toBe(0);
});

test('a way back is good for the person who began it, signed in, and for nobody else', async ({
  page,
  browser,
  owner,
  origin,
}) => {
  const { destinationId } = await aHubspot(owner);
  const back = await wayBack(owner, destinationId);
  const follow = async (userId: string, address: string) => {
    const context = await sessionOf(browser, userId);
    const answer = await context.request.get(address, { maxRedirects: 0 });
    const location = answer.headers().location ?? '';
    await context.close();
    return location;
  };

  const colleague = await aTeammate(owner, 'OWNER');
  const stranger = await anOwner();
  expect(await follow(colleague.userId, back.href)).toMatch(/\/settings\?account=/);
  expect(await follow(stranger.userId, back.href), 'a workspace of others is not told').toBe(
    '/account/connect-refused',
  );
  const changed = new URL(back);
  changed.searchParams.set('state', `${back.searchParams.get('state') ?? ''}x`);
  expect(await follow(owner.userId, changed.href)).toBe('/account/connect-refused');
  for (const elsewhere of ['https://evil.example/', '//evil.example', '{"workspaceSlug":"/evil.example"}']) {
    changed.searchParams.set('state', elsewhere);
    expect(await follow(owner.userId, changed.href)).toBe('/account/connect-refused');
  }
  expect(await connections(destinationId)).toBe(0);

  await page.goto(back.href);
  await expect(page, 'who is not signed in, signs in first').toHaveURL(/\/sign-in\?next=/);
  await page.getByLabel('Email').fill(owner.email);
  await page.getByLabel('Password').fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('The HubSpot account is connected.')).toBeVisible();
  expect(await connections(destinationId)).toBe(1);
  expect(new URL(page.url()).origin).toBe(origin);

  await page.goto(back.href);
  await expect(
    page.getByRole('alert').filter({ hasText: 'The vendor refused (400' }),
    'a code a second time',
  ).toBeVisible();
  await expect(account(page).getByText('Connected', { exact: true }).first()).toBeVisible();
  await page.goto('/api/destination-oauth/callback?state=nothing');
  await expect(page.getByRole('heading', { name: 'The account was not connected' })).toBeVisible();
  expect(await problemsOf(page)).toEqual([]);
});

test('a viewer sees the account and can change nothing of it, by the page or by an action sent all the same', async ({
  page,
  browser,
  owner,
  origin,
}) => {
  const { destinationId, settings } = await aHubspot(owner);
  const viewer = await aTeammate(owner, 'VIEWER');
  const mine = await sessionOf(browser, viewer.userId);
  const reading = await waitsUntilInteractive(await mine.newPage());
  await reading.goto(settings);
  await expect(account(reading).getByText('client-1')).toBeVisible();
  await expect(account(reading).getByRole('button')).toHaveCount(0);

  const sent: { headers: Record<string, string>; data: Buffer }[] = [];
  await page.route('**', async (route) => {
    const request = route.request();
    const action = request.headers()['next-action'];
    const data = request.postDataBuffer();
    if (action === undefined || data === null) return route.fallback();
    const { accept = '', 'content-type': type = '' } = request.headers();
    sent.push({ headers: { accept, 'content-type': type, 'next-action': action, origin }, data });
    await route.abort();
  });
  await signInAs(page.context(), owner.userId);
  await page.goto(settings);
  await page.getByRole('button', { name: 'Connect an account' }).click();
  await expect.poll(() => sent.length).toBe(1);
  await expect(page.getByText('The server did not answer.', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Change client' }).click();
  await page.getByLabel('Client ID').fill('client-2');
  await page.getByRole('button', { name: 'Save client' }).click();
  await expect.poll(() => sent.length).toBe(2);
  const theirs = await sessionOf(browser, (await anOwner()).userId);
  for (const { headers, data } of sent) {
    expect(await (await mine.request.post(settings, { headers, data })).text()).toContain('"code":"forbidden"');
    expect((await theirs.request.post(settings, { headers, data })).status()).toBe(404);
  }
  const client = await db().destinationOauthClient.findFirst({ where: { workspaceId: owner.workspaceId } });
  expect(client?.clientId).toBe('client-1');
  expect(await connections(destinationId)).toBe(0);
  await mine.close();
  await theirs.close();
});
