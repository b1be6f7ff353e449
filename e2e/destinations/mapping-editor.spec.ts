import type { Page } from '@playwright/test';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { createSubscription } from '../../control-plane/subscriptions/create-subscription';
import { getSubscription } from '../../control-plane/subscriptions/get-subscription';
import { listSubscriptions } from '../../control-plane/subscriptions/list-subscriptions';
import type { JsonObject } from '../../spec/event';
import {
  aSourceOf,
  aTeammate,
  aWebhookOf,
  contextOf,
  expect,
  send,
  sendToLog,
  signInAs,
  test,
  type Owner,
} from '../fixtures';

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true });
const result = (page: Page) => page.getByRole('region', { name: 'Mapped payload' });

async function openMapping(page: Page, owner: Owner, destinationId: string): Promise<string> {
  const { items } = await listSubscriptions(contextOf(owner), { destinationId });
  const id = items[0]?.id ?? '';
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/${destinationId}/mappings/${id}`);
  return id;
}

const stored = async (owner: Owner, destinationId: string, id: string): Promise<JsonObject> =>
  (await getSubscription(contextOf(owner), { destinationId, id })).mapping;

test('a field is mapped with a property that was seen, the preview follows, and the receiver gets what was mapped', async ({
  page,
  origin,
  owner,
  receiver,
}) => {
  const { id: sourceId, writeKey } = await aSourceOf(owner, 'Shop');
  const destinationId = await aWebhookOf(owner, sourceId, 'Hook', `${receiver.url}/hook`);
  const order = { type: 'track', userId: 'user-1', event: 'Order Completed', properties: { plan: 'gold', total: 12 } };
  await sendToLog(origin, writeKey, order);
  const id = await openMapping(page, owner, destinationId);
  await expect(result(page)).toContainText('"plan": "gold"');

  // Key by key instead of the whole event; the property comes from autocomplete.
  await page.getByRole('button', { name: 'Function and more for Data' }).click();
  await page.getByRole('menuitem', { name: 'Key by key' }).click();
  await page.getByRole('button', { name: 'Add a key to Data' }).click();
  await page.getByRole('textbox', { name: 'Key 1 of Data' }).fill('tier');
  await field(page, 'Data, tier').pressSequentially('is {{pla');
  await page.getByRole('option', { name: /^properties\.plan\b/ }).click();
  await expect(field(page, 'Data, tier')).toHaveValue('is {{properties.plan}}');
  await expect(result(page)).toContainText('"tier": "is gold"');

  // A function around a value.
  await page.getByRole('button', { name: 'Function and more for Data, tier' }).click();
  await page.getByRole('menuitem', { name: 'Upper or lower case' }).click();
  await page.getByRole('combobox', { name: 'Case of Data, tier' }).selectOption('upper');
  await expect(result(page)).toContainText('"tier": "IS GOLD"');

  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved. Takes effect within seconds.')).toBeVisible();
  expect(await stored(owner, destinationId, id)).toMatchObject({
    data: { tier: { '@case': { operator: 'upper', value: { '@template': 'is {{properties.plan}}' } } } },
  });
  await expect(async () => {
    await send(origin, writeKey, { ...order, properties: { plan: 'silver' } });
    await expect.poll(() => receiver.requests.at(-1)?.body, { timeout: 3000 }).toBe('{"tier":"IS SILVER"}');
  }).toPass();
});

test('a rich destination: problems stand at their fields, choices keep their exact value, and nothing else changes', async ({
  page,
  origin,
  owner,
}) => {
  const { id: sourceId, writeKey } = await aSourceOf(owner, 'Shop');
  const ctx = contextOf(owner);
  const destination = await createDestination(ctx, {
    type: 'facebook-conversions-api',
    sourceId,
    name: 'Facebook',
    enabled: false,
    settings: { pixelId: '1234567890' },
  });
  const { id } = await createSubscription(ctx, {
    destinationId: destination.id,
    name: 'Purchase',
    actionSlug: 'purchase2',
    trigger: "type = 'track'",
  });
  const before = await stored(owner, destination.id, id);
  await sendToLog(origin, writeKey, {
    type: 'track',
    userId: 'user-1',
    event: 'Order Completed',
    properties: { revenue: 12, currency: 'EUR', products: [{ product_id: 'p-1', price: 12, quantity: 1 }] },
  });
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/${destination.id}/mappings/${id}`);

  const row = page.getByRole('group', { name: 'Action Source', exact: true });
  await expect(row).toContainText('Action Source is required.');
  await page.getByRole('button', { name: 'Action Source is required.' }).click();
  await expect(field(page, 'Action Source')).toBeFocused();
  await page.keyboard.type('phys');
  await expect(page.getByRole('option', { name: /physical_store$/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(field(page, 'Action Source')).toHaveValue('physical_store');
  await expect(row).not.toContainText('required.');
  await expect(result(page)).toContainText('"action_source": "physical_store"');

  // Inside "for each item of a list" the properties are those of an item.
  await page.getByRole('button', { name: 'Fields of Contents' }).click();
  const price = page.getByRole('group', { name: 'Delivery Category', exact: true });
  await expect(price).toBeVisible();
  await field(page, 'Item Price').fill('{{qu');
  await page.getByRole('option', { name: /^quantity/ }).click();
  await expect(field(page, 'Item Price')).toHaveValue('{{quantity}}');
  await expect(result(page)).toContainText(/"item_price": 1\b/);

  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved. Takes effect within seconds.')).toBeVisible();
  const after = await stored(owner, destination.id, id);
  const each = (before.contents as JsonObject)['@arrayPath'] as [string, JsonObject];
  expect(after).toEqual({
    ...before,
    action_source: 'physical_store',
    contents: { '@arrayPath': [each[0], { ...each[1], item_price: { '@path': '$.quantity' } }] },
  });
});

test('unsaved changes are asked about, a refused value is told at its field, and JSON that cannot be read is not saved', async ({
  page,
  owner,
}) => {
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const destinationId = await aWebhookOf(owner, sourceId, 'Hook', 'http://127.0.0.1:9/');
  const id = await openMapping(page, owner, destinationId);
  const before = await stored(owner, destinationId, id);
  // A source without events is tried on a made-up one.
  await expect(page.getByText('The source has received no events yet, so this is a made-up example.')).toBeVisible();

  await field(page, 'URL').fill('nowhere');
  await expect(page.getByText('Unsaved', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Mappings', exact: true }).click();
  await expect(page.getByRole('dialog', { name: 'Leave without saving?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('group', { name: 'URL', exact: true })).toContainText('Enter a whole address');

  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(field(page, 'URL')).toHaveValue('http://127.0.0.1:9/');
  await page.getByRole('button', { name: 'Function and more for URL' }).click();
  await page.getByRole('menuitem', { name: 'Edit as JSON' }).click();
  const json = page.getByRole('textbox', { name: 'JSON of URL' });
  await json.fill('{"@path": ');
  await expect(page.getByText('This is not JSON:')).toBeVisible();
  await field(page, 'Name').fill('Renamed');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('The JSON of URL cannot be read. Correct it first.')).toBeVisible();
  expect(await stored(owner, destinationId, id)).toEqual(before);

  await json.fill('{"@path": "$.properties.url"}');
  await page.getByRole('button', { name: 'Back to the form' }).click();
  await expect(field(page, 'URL')).toHaveValue('{{properties.url}}');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved. Takes effect within seconds.')).toBeVisible();
  expect(await stored(owner, destinationId, id)).toEqual({ ...before, url: { '@path': '$.properties.url' } });
});

test('a new mapping begins with an action and is created disabled; a viewer sees everything and no input', async ({
  page,
  owner,
}) => {
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const destinationId = await aWebhookOf(owner, sourceId, 'Hook', 'http://127.0.0.1:9/');
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/${destinationId}/mappings/new`);
  await page.getByRole('link', { name: 'Send', exact: true }).click();
  await page.waitForURL(/\/mappings\/new\?action=send/);
  await field(page, 'Name').fill('Second');
  await field(page, 'URL').fill('https://example.com/second');
  await page.getByRole('button', { name: 'Create mapping' }).click();
  await page.waitForURL(/\/mappings\/sub_/);
  const toggle = page.getByRole('switch', { name: 'Second enabled' });
  await expect(toggle).not.toBeChecked();
  await toggle.click();
  await expect(toggle).toBeChecked();

  const viewer = await aTeammate(owner, 'VIEWER');
  await signInAs(page.context(), viewer.userId);
  await page.reload();
  await expect(page.getByText('https://example.com/second').first()).toBeVisible();
  const fields = page.getByRole('group', { name: 'URL', exact: true });
  await expect(fields.getByRole('textbox')).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveCount(0);
});
