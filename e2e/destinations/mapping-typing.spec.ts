import { createDestination } from '../../control-plane/destinations/create-destination';
import { createSubscription } from '../../control-plane/subscriptions/create-subscription';
import { countDrawnRows } from '../drawn-rows';
import { aSourceOf, contextOf, expect, signInAs, test } from '../fixtures';

test('a key in one field of a mapping draws its row and the object around it, and so does the answer of the preview', async ({
  page,
  owner,
}) => {
  const ctx = contextOf(owner);
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const settings = { workspaceId: 'w-1', accessToken: 'secret' };
  const input = { type: 'angler-ai', sourceId, name: 'Angler', enabled: false, settings };
  const { id: destinationId } = await createDestination(ctx, input);
  const wanted = { destinationId, name: 'Custom', actionSlug: 'saveCustomEvent', trigger: "type = 'track'" };
  const { id } = await createSubscription(ctx, wanted);
  await signInAs(page.context(), owner.userId);
  const drawnRows = await countDrawnRows(page);
  await page.goto(`/${owner.workspaceSlug}/destinations/${destinationId}/mappings/${id}`);
  const result = page.getByRole('region', { name: 'Mapped payload' });
  await expect(result).toBeVisible();

  const around = 'checkoutShippingAddress';
  const row = page.locator(`[data-field="${around}.address2"]`);
  await page.locator(`[data-field="${around}"] button[aria-expanded="false"]`).first().click();
  await row.getByRole('textbox').fill('4th');
  await expect(result).toContainText('"address2": "4th"');
  expect(await drawnRows()).toEqual(expect.arrayContaining(['eventId', `${around}.address1`]));

  await page.keyboard.press('!');
  await expect(result).toContainText('"address2": "4th!"');
  expect([...new Set(await drawnRows())].sort()).toEqual([around, `${around}.address2`]);
});
