import type { Page } from '@playwright/test';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { createSubscription } from '../../control-plane/subscriptions/create-subscription';
import { db } from '../../storage/client';
import { aSourceOf, aWebhookOf, contextOf, expect, signInAs, test, type Owner } from '../fixtures';
import { goBy } from '../keys';

const NEED = 'Action Source';

/** A Facebook destination with a mapping that proposes no action source. */
async function anIncompleteMapping(owner: Owner): Promise<{ id: string; list: string; editor: string }> {
  const ctx = contextOf(owner);
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const settings = { pixelId: '1234567890' };
  const input = { type: 'facebook-conversions-api', sourceId, name: 'Facebook', enabled: false, settings };
  const { id: destinationId } = await createDestination(ctx, input);
  await db().subscription.deleteMany({ where: { destinationId } });
  const wanted = { destinationId, name: 'Purchase', actionSlug: 'purchase2', trigger: "type = 'track'" };
  const { id } = await createSubscription(ctx, wanted);
  const list = `/${owner.workspaceSlug}/destinations/${destinationId}/mappings`;
  return { id, list, editor: `${list}/${id}` };
}

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const isEnabled = async (id: string) => (await db().subscription.findUniqueOrThrow({ where: { id } })).enabled;

test('a mapping that needs a field says so, cannot be enabled, and leads to the field; filled in, it can', async ({
  page,
  owner,
}) => {
  const { id, list } = await anIncompleteMapping(owner);
  await signInAs(page.context(), owner.userId);
  await page.goto(list);
  const row = page.getByRole('row', { name: /Purchase/ });
  await expect(row).toContainText(`Needs: ${NEED}`);
  const toggle = page.getByRole('switch', { name: 'Purchase enabled' });
  await toggle.click();
  const dialog = page.getByRole('dialog', { name: 'Purchase cannot be enabled yet' });
  await expect(dialog).toContainText(`It needs ${NEED}.`);
  expect(await isEnabled(id)).toBe(false);

  await dialog.getByRole('link', { name: `Fill in ${NEED}` }).click();
  await expect(field(page, NEED)).toBeFocused();
  const note = page.getByText('It can be enabled once this is filled in and saved.');
  await expect(note).toBeVisible();
  await field(page, 'Name').focus();
  await toggle.click();
  await expect(page.getByText(`Not enabled: it needs ${NEED}.`)).toBeVisible();
  await expect(field(page, NEED)).toBeFocused();

  await page.keyboard.type('webs');
  await expect(page.getByRole('option', { name: /website$/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(page, NEED)).toHaveValue('website');
  await expect(note).toBeHidden();
  await toggle.click();
  await expect(page.getByText('Save it first.')).toBeVisible();
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved. Takes effect within seconds.')).toBeVisible();
  await toggle.click();
  await expect(toggle).toBeChecked();
  await expect.poll(() => isEnabled(id)).toBe(true);

  // What it needs is not taken from it while it runs.
  const more = page.getByRole('button', { name: `Function and more for ${NEED}` });
  await more.click();
  await page.getByRole('menuitem', { name: 'Clear' }).click();
  await expect(more, 'the menu gives the focus back before anything else takes it').toBeFocused();
  await page.keyboard.press('Control+s');
  await expect(page.getByText(`It is enabled and needs ${NEED}.`)).toBeVisible();
  await expect(field(page, NEED)).toBeFocused();
});

test('Back and Forward ask before unsaved changes are left, and go on where they led when one leaves', async ({
  page,
  owner,
}) => {
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const destinationId = await aWebhookOf(owner, sourceId, 'Hook', 'http://127.0.0.1:9/');
  const base = `/${owner.workspaceSlug}/destinations/${destinationId}`;
  await signInAs(page.context(), owner.userId);
  await page.goto(`${base}/settings`);
  const tabs = page.getByRole('navigation', { name: 'Parts of Hook' });
  await tabs.getByRole('link', { name: /^Mappings/ }).click();
  await page.waitForURL(`**${base}/mappings`);
  await page.getByRole('table', { name: 'Mappings' }).locator('[data-row-link]').first().click();
  await page.waitForURL(/\/mappings\/sub_/);
  const editor = page.url();
  const ask = page.getByRole('dialog', { name: 'Leave without saving?' });

  await field(page, 'URL').fill('https://example.com/unsaved');
  await page.goBack();
  await expect(ask).toBeVisible();
  expect(page.url()).toBe(editor);
  await page.keyboard.press('Escape');
  await expect(ask).toBeHidden();
  await expect(field(page, 'URL')).toHaveValue('https://example.com/unsaved');

  // Two steps at once, and then on: one comes out where one wanted to go.
  await page.evaluate(() => window.history.go(-2));
  await expect(ask).toBeVisible();
  await ask.getByRole('button', { name: 'Leave' }).click();
  await page.waitForURL(`**${base}/settings`);
  await expect(field(page, 'Name')).toHaveValue('Hook');

  // Forward out of the page asks too; nothing unsaved, nothing asked.
  await page.goForward();
  await page.waitForURL(`**${base}/mappings`);
  await page.goForward();
  await page.waitForURL(editor);
  await page.goBack();
  await page.waitForURL(`**${base}/mappings`);
  await page.goForward();
  await page.waitForURL(editor);
  await page.getByRole('link', { name: 'Mappings', exact: true }).click();
  await page.waitForURL(`**${base}/mappings`);
  await page.goBack();
  await page.waitForURL(editor);
  await field(page, 'URL').fill('https://example.com/unsaved');
  await page.goForward();
  await expect(ask).toBeVisible();
  expect(page.url()).toBe(editor);
  await ask.getByRole('button', { name: 'Leave' }).click();
  await page.waitForURL(`**${base}/mappings`);
  await expect(page.getByRole('table', { name: 'Mappings' })).toBeVisible();
});

test('the keys that lead elsewhere ask before unsaved changes are left', async ({ page, owner }) => {
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const destinationId = await aWebhookOf(owner, sourceId, 'Hook', 'http://127.0.0.1:9/');
  const { id } = await db().subscription.findFirstOrThrow({ where: { destinationId } });
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/${destinationId}/mappings/${id}`);
  await field(page, 'URL').fill('https://example.com/unsaved');
  await field(page, 'URL').blur();
  const ask = page.getByRole('dialog', { name: 'Leave without saving?' });
  await goBy(page, 's', () => expect(ask).toBeVisible({ timeout: 10_000 }));
  await ask.getByRole('button', { name: 'Leave' }).click();
  await page.waitForURL(`**/${owner.workspaceSlug}/sources`);
});
