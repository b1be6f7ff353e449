import { createHmac } from 'node:crypto';
import type { Page } from '@playwright/test';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { createSource } from '../../control-plane/sources/create-source';
import { db } from '../../storage/client';
import { problemsOf } from '../axe';
import { aSourceOf, aWebhookOf, anOwner, contextOf, expect, send, sendToLog, signInAs, test } from '../fixtures';
import { interactive } from '../interactive';

const SECRET = 'a-shared-secret-of-some-length-9f3c';
const list = (page: Page) => page.getByRole('list', { name: 'Destinations' });
const panel = (page: Page) => page.getByRole('complementary', { name: 'About the chosen destination' });

test('the catalog is searched, walked and opened by the keyboard alone, and helps when nothing is found', async ({
  page,
  owner,
}) => {
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/catalog`);
  const search = page.getByRole('searchbox', { name: 'Search the catalog' });
  await interactive(page);
  await page.keyboard.press('/');
  await expect(search).toBeFocused();
  await page.keyboard.type('amp');
  const rows = list(page).getByRole('button');
  await expect(rows.first(), 'the name that begins so comes first').toHaveText(/^(Am)?Amplitude/);
  await page.keyboard.press('ArrowDown');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('Enter');
  const configure = panel(page).getByRole('link', { name: 'Configure Amplitude' });
  await expect(configure).toBeFocused();
  await expect(panel(page).getByText('Secret Key', { exact: false }).first()).toBeVisible();
  await expect(page).toHaveURL(/search=amp&type=amplitude/);
  expect(await problemsOf(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(rows.first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(search).toBeFocused();

  await search.fill('amplitdue');
  await expect(page.getByText('No destination matches “amplitdue”.')).toBeVisible();
  await page.getByRole('button', { name: 'Amplitude', exact: true }).click();
  await expect(rows.first()).toBeVisible();
  await page.getByRole('button', { name: /^Surveys/ }).click();
  await search.fill('amplitude');
  await page.getByRole('button', { name: /in the whole catalog$/ }).click();
  await expect(rows.first()).toHaveText(/Amplitude/);
  await expect(configure).toBeVisible();
  await configure.click();
  await page.waitForURL(/\/destinations\/new\/amplitude/);
});

test('a destination is set up with a preview, delivers, and lends its settings, secrets unseen, to another', async ({
  page,
  owner,
  origin,
  receiver,
}) => {
  const source = await aSourceOf(owner, 'Order service');
  const order = { type: 'track', userId: 'user-1', event: 'Order Completed' };
  await sendToLog(origin, source.writeKey, { ...order, messageId: 'first' });
  await signInAs(page.context(), owner.userId);
  const add = `/${owner.workspaceSlug}/destinations/new/webhook`;
  await page.goto(add);
  const name = page.getByLabel('Name', { exact: true });
  const url = page.getByLabel('URL', { exact: true });
  await expect(name).toHaveValue('Webhooks');
  await url.fill(`${receiver.url}/hook`);
  await page.getByLabel(/^Shared Secret/).fill(SECRET);
  const preview = page.getByRole('region', { name: 'What Send every event makes of the event' });
  await expect(preview, 'a recent event of the source is previewed').toContainText('"messageId": "first"');
  await expect(page.getByText('Every event · 1 of the last 1')).toBeVisible();
  expect(await problemsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create and enable' }).click();
  await page.waitForURL(/\/destinations\/dst_[^/]+\/delivery/);
  const id = /dst_[^/]+/.exec(page.url())?.[0] ?? '';
  await send(origin, source.writeKey, { ...order, messageId: 'next' });
  await expect.poll(() => receiver.requests.length).toBe(1);
  const request = receiver.requests[0];
  const signature = createHmac('sha1', SECRET).update(request?.body ?? '');
  expect(request?.headers['x-signature']).toBe(signature.digest('hex'));

  await page.goto(`${add}?source=${source.id}`);
  await expect(name, 'a free name is proposed').toHaveValue('Webhooks 2');
  await name.fill('Webhooks');
  await expect(page.getByText('already sends to a Webhooks destination of this name')).toBeVisible();
  await url.fill(`${receiver.url}/other`);
  await page.getByRole('button', { name: 'Create disabled' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'marked above' })).toBeVisible();
  await expect(name).toBeFocused();
  await name.fill('Webhooks 2');
  await page.getByLabel(/^Copy settings from/).selectOption(id);
  await expect(page.getByRole('group', { name: /Shared Secret/ }).or(page.getByText('ends in 9f3c'))).toBeVisible();
  await page.getByRole('button', { name: 'Create disabled' }).click();
  await page.waitForURL(/\/destinations\/dst_[^/]+\/settings/);
  await expect(page.getByText('ends in 9f3c')).toBeVisible();
  expect(await page.content()).not.toContain(SECRET);
  const { workspaceId } = owner;
  const lines = await db().auditEvent.findMany({ where: { workspaceId, type: 'Destination Created' } });
  expect(JSON.stringify(lines)).toContain('settingsCopiedFrom');
  expect(JSON.stringify(lines)).not.toContain(SECRET);
  expect(await problemsOf(page)).toEqual([]);
});

test('what was typed outlives a look elsewhere, and an address that would be blocked is said to be at once', async ({
  page,
  owner,
}) => {
  await aSourceOf(owner, 'Order service');
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/new/webhook`);
  await page.getByLabel('Name', { exact: true }).fill('Ledger');
  await page.getByLabel('URL', { exact: true }).fill('http://10.0.0.7/hook');
  await page.getByLabel(/^Shared Secret/).fill(SECRET);
  await expect(page.getByText('10.0.0.7 is a private or reserved address', { exact: false })).toBeVisible();
  await page.getByRole('link', { name: 'Catalog' }).first().click();
  await page.waitForURL(/\/catalog/);
  await page.goBack();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ledger');
  await expect(page.getByLabel('URL', { exact: true })).toHaveValue('http://10.0.0.7/hook');
  await expect(page.getByLabel(/^Shared Secret/), 'a secret is not kept').toHaveValue('');
});

test('a destination that runs in the browser is offered to websites only', async ({ page, owner }) => {
  await aSourceOf(owner, 'Order service');
  await signInAs(page.context(), owner.userId);
  const add = `/${owner.workspaceSlug}/destinations/new/hubspot-web`;
  await page.goto(add);
  await expect(page.getByText('No source of this workspace is a website.')).toBeVisible();
  const web = await createSource(contextOf(owner), { type: 'javascript', name: 'Storefront' });
  await page.goto(add);
  await expect(page.getByText('one source that is no website is not offered', { exact: false })).toBeVisible();
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue(web.id);
});

test('nothing of another workspace is seen, offered or previewed', async ({ page, owner, origin }) => {
  const stranger = await anOwner();
  const theirs = await aSourceOf(stranger, 'Their shop');
  const hook = await aWebhookOf(stranger, theirs.id, 'Their hook', 'http://127.0.0.1:9/');
  const mine = await aSourceOf(owner, 'My shop');
  await signInAs(page.context(), owner.userId);
  const base = `/${owner.workspaceSlug}`;
  await page.goto(`${base}/catalog?type=webhook`);
  await expect(panel(page).getByText('1 mapping')).toBeVisible();
  await expect(page.getByText('In use')).toHaveCount(0);
  await expect(page.getByText('Their hook')).toHaveCount(0);
  await page.goto(`${base}/destinations/new/webhook?source=${theirs.id}`);
  await expect(page.getByLabel('Source', { exact: true })).toHaveValue(mine.id);
  await expect(page.getByLabel(/^Copy settings from/)).toHaveCount(0);
  const previews = (source: string) =>
    page.request.get(`${origin}${base}/destinations/new/webhook/previews?source=${source}`);
  expect((await previews(theirs.id)).status()).toBe(404);
  expect((await previews(mine.id)).status()).toBe(200);
  await expect(
    createDestination(contextOf(owner), { type: 'webhook', sourceId: mine.id, name: 'Copy', copyFrom: hook }),
  ).rejects.toThrow('no such destination');
});
