import type { Page } from '@playwright/test';
import { randomToken } from '../../platform/ids';
import { aSourceOf, expect, signInAs, someoneElse, test, type Owner } from '../fixtures';
import { linkMailedTo } from '../outbox';

const PASSWORD = 'plum harvest on the hill 7';

async function membersPage(page: Page, owner: Owner): Promise<void> {
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/settings/members`);
}

/** Invites by the dialog and returns the link it shows. */
async function invite(page: Page, email: string, role: 'Owner' | 'Source Admin' | 'Viewer'): Promise<string> {
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Email addresses').fill(email);
  await dialog.getByRole('radio', { name: role }).check();
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  const made = page.getByRole('dialog', { name: 'The invitation is made' });
  await expect(made.getByText('Not mailed: this installation has no mail server.')).toBeVisible();
  const link = await made
    .getByRole('group', { name: `link for ${email}` })
    .locator('code')
    .innerText();
  await expect(made.getByRole('button', { name: `Copy link for ${email}` })).toBeVisible();
  await made.getByRole('button', { name: 'Done' }).click();
  return link;
}

async function joinAsNew(page: Page, link: string, name: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create account and join' }).click();
}

const anAddress = () => `jun-${randomToken(8).toLowerCase()}@example.com`;

test('an invited viewer joins, is given another role, and is removed: each change holds from the next request on', async ({
  page,
  browser,
  owner,
}) => {
  const { id: sourceId, writeKey } = await aSourceOf(owner, 'Order service');
  const email = anAddress();
  await membersPage(page, owner);
  const link = await invite(page, email, 'Viewer');
  expect(await linkMailedTo(email, 'invite'), 'the outbox holds the same link').toBe(link);
  await expect(page.getByRole('row', { name: email })).toContainText('Invited');

  const guest = await someoneElse(browser);
  await joinAsNew(guest, link, 'Jun Example');
  await guest.waitForURL(`**/${owner.workspaceSlug}`);

  const settings = `/${owner.workspaceSlug}/sources/${sourceId}/settings`;
  await guest.goto(settings);
  await expect(guest.getByRole('heading', { name: 'Write keys' })).toBeVisible();
  await expect(guest.getByRole('button', { name: /Generate|Revoke|Delete|Save/ })).toHaveCount(0);
  expect(await guest.content()).not.toContain(writeKey);
  await guest.goto(`/${owner.workspaceSlug}/settings/members`);
  await expect(guest.getByRole('row', { name: email })).toContainText('Viewer');
  await expect(guest.getByRole('button', { name: /^Invite$|^Actions for/ })).toHaveCount(0);

  await page.reload();
  await page.getByRole('button', { name: 'Actions for Jun Example' }).click();
  await page.getByRole('menuitem', { name: 'Change role' }).click();
  await page.getByRole('dialog').getByRole('radio', { name: 'Source Admin' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Change role' }).click();
  await expect(page.getByRole('row', { name: email })).toContainText('Source Admin');

  await guest.goto(settings);
  await expect(
    guest.getByRole('button', { name: 'Generate another key' }),
    'the new role counts at once',
  ).toBeVisible();

  await page.getByRole('button', { name: 'Actions for Jun Example' }).click();
  await page.getByRole('menuitem', { name: 'Remove from workspace' }).click();
  await page.getByRole('alertdialog').or(page.getByRole('dialog')).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('row', { name: email })).toHaveCount(0);

  await guest.getByRole('button', { name: 'Generate another key' }).click();
  await expect(guest.getByText('There is nothing at this address'), 'the open page can do nothing more').toBeVisible();
  expect((await guest.request.get(settings)).status()).toBe(404);
  const stream = `/api/live/sources/${sourceId}?workspace=${owner.workspaceSlug}`;
  expect((await guest.request.get(stream)).status()).toBe(404);
  await guest.context().close();
});

test('a link works once: whoever opens it again is told that it was used', async ({ page, browser, owner }) => {
  const email = anAddress();
  await membersPage(page, owner);
  const link = await invite(page, email, 'Source Admin');
  const guest = await someoneElse(browser);
  await joinAsNew(guest, link, 'Jun Example');
  await guest.waitForURL(`**/${owner.workspaceSlug}`);
  const another = await someoneElse(browser);
  for (const visitor of [guest, another]) {
    await visitor.goto(link);
    await expect(visitor.getByRole('heading', { name: 'This invitation has been used' })).toBeVisible();
    await expect(visitor.getByRole('textbox')).toHaveCount(0);
  }
  await guest.context().close();
  await another.context().close();
});

test('a revoked invitation says so, even on a page that was open before', async ({ page, browser, owner }) => {
  const email = anAddress();
  await membersPage(page, owner);
  const link = await invite(page, email, 'Viewer');
  const guest = await someoneElse(browser);
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: `Join ${owner.workspaceName}` })).toBeVisible();

  await page.getByRole('button', { name: `Actions for the invitation of ${email}` }).click();
  await page.getByRole('menuitem', { name: 'Revoke invitation' }).click();
  await page.getByRole('button', { name: 'Revoke invitation' }).click();
  await expect(page.getByRole('row', { name: email })).toHaveCount(0);

  await guest.getByLabel('Your name').fill('Jun Example');
  await guest.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await guest.getByRole('button', { name: 'Create account and join' }).click();
  await expect(guest.getByText(/was revoked/)).toBeVisible();
  await guest.goto(link);
  await expect(guest.getByRole('heading', { name: 'This invitation was revoked' })).toBeVisible();
  await guest.context().close();
});

test('an invitation is bound to its address: another account is told so and can change over', async ({
  page,
  owner,
}) => {
  const email = anAddress();
  await membersPage(page, owner);
  const link = await invite(page, email, 'Viewer');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'This invitation is for another address' })).toBeVisible();
  await expect(page.getByText(`You are signed in as ${owner.email}`)).toBeVisible();
  await page.getByRole('button', { name: /^Sign out and use/ }).click();
  await expect(page.getByRole('heading', { name: `Join ${owner.workspaceName}` })).toBeVisible();
});

test('a new link replaces the former one', async ({ page, browser, owner }) => {
  const email = anAddress();
  await membersPage(page, owner);
  const first = await invite(page, email, 'Viewer');
  await page.getByRole('button', { name: `Actions for the invitation of ${email}` }).click();
  await page.getByRole('menuitem', { name: 'New link to copy' }).click();
  await page.getByRole('button', { name: 'Make a new link' }).click();
  const second = await page
    .getByRole('group', { name: `link for ${email}` })
    .locator('code')
    .innerText();
  expect(second).not.toBe(first);
  const guest = await someoneElse(browser);
  await guest.goto(first);
  await expect(guest.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
  await joinAsNew(guest, second, 'Jun Example');
  await guest.waitForURL(`**/${owner.workspaceSlug}`);
  await guest.context().close();
});
