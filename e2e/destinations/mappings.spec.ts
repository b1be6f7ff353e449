import type { Page } from '@playwright/test';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { db } from '../../storage/client';
import { aSourceOf, contextOf, expect, sendToLog, signInAs, test, type Owner } from '../fixtures';

/** An Amplitude with the mappings of its presets; the address of their list. */
async function anAmplitude(owner: Owner): Promise<{ id: string; list: string; writeKey: string }> {
  const { id: sourceId, writeKey } = await aSourceOf(owner, 'Storefront');
  const settings = { apiKey: 'a'.repeat(32), secretKey: 'b'.repeat(32) };
  const input = { type: 'amplitude', sourceId, name: 'Amplitude', enabled: false, settings };
  const { id } = await createDestination(contextOf(owner), input);
  return { id, writeKey, list: `/${owner.workspaceSlug}/destinations/${id}/mappings` };
}

/** The names in the list, from the top. */
const namesOf = (page: Page) => page.getByRole('table', { name: 'Mappings' }).locator('[data-row-link]');

async function choose(page: Page, mapping: string, deed: string): Promise<void> {
  await page.getByRole('button', { name: `Actions for ${mapping}` }).click();
  await page.getByRole('menuitem', { name: deed }).click();
}

test('mappings are added from presets, copied, ordered by keyboard and by hand, turned off and deleted', async ({
  page,
  owner,
}) => {
  const { id, list } = await anAmplitude(owner);
  await db().subscription.deleteMany({ where: { destinationId: id } });
  await signInAs(page.context(), owner.userId);
  await page.goto(list);
  await expect(page.getByText('nothing is sent to it')).toBeVisible();

  await page.getByRole('button', { name: 'Add mapping' }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Page Calls/ })
    .click();
  await expect(namesOf(page)).toHaveText(['Page Calls']);
  await expect(page.getByText('At least one enabled mapping is needed')).toBeVisible();
  await page.getByRole('button', { name: 'Add mapping' }).click();
  await page.getByRole('button', { name: 'Add all 4 presets' }).click();
  await expect(namesOf(page)).toHaveText([
    'Page Calls',
    'Track Calls',
    'Order Completed Calls',
    'Screen Calls',
    'Identify Calls',
  ]);

  const enabled = page.getByRole('switch', { name: 'Page Calls enabled' });
  await enabled.click();
  await expect(page.getByText('At least one enabled mapping is needed')).toBeHidden();
  await choose(page, 'Page Calls', 'Duplicate');
  await expect(namesOf(page).nth(1)).toHaveText('Page Calls (Copy)');
  await expect(page.getByRole('switch', { name: 'Page Calls (Copy) enabled' })).not.toBeChecked();

  const handle = page.getByRole('button', { name: 'Move Page Calls', exact: true });
  await handle.focus();
  await page.keyboard.press('ArrowDown');
  await expect(namesOf(page).nth(1)).toHaveText('Page Calls');
  await expect(page.getByRole('status').filter({ hasText: 'Page Calls moved to place 2 of 6.' })).toBeAttached();
  await expect(handle, 'the focus stays on what is moved').toBeFocused();

  const grip = page.getByRole('button', { name: 'Move Identify Calls' });
  await grip.hover();
  await page.mouse.down();
  const top = (await namesOf(page).first().boundingBox())?.y ?? 0;
  await page.mouse.move(40, top + 60, { steps: 4 });
  // The last move and letting go come together, as a busy page sees them.
  await grip.evaluate((element, clientY) => {
    for (const type of ['pointermove', 'pointerup'])
      element.dispatchEvent(new PointerEvent(type, { bubbles: true, pointerId: 1, clientX: 40, clientY }));
  }, top - 10);
  await page.mouse.up();
  await expect(namesOf(page).first()).toHaveText('Identify Calls');

  await page.getByRole('checkbox', { name: 'Select Track Calls' }).check();
  await page.getByRole('checkbox', { name: 'Select Page Calls', exact: true }).check();
  await page.getByRole('button', { name: 'Enable', exact: true }).click();
  await expect(page.getByRole('switch', { name: 'Track Calls enabled' })).toBeChecked();
  await page.getByRole('button', { name: 'Disable', exact: true }).click();
  await expect(enabled).not.toBeChecked();
  await page.getByRole('button', { name: 'Clear' }).click();

  await choose(page, 'Page Calls (Copy)', 'Delete…');
  await page.getByRole('button', { name: 'Delete mapping' }).click();
  const left = ['Identify Calls', 'Page Calls', 'Track Calls', 'Order Completed Calls', 'Screen Calls'];
  await expect(namesOf(page)).toHaveText(left);
  await page.reload();
  await expect(namesOf(page), 'the order was kept').toHaveText(left);
});

test('a trigger is built from conditions, tried on real events, seen as FQL, and is the same after a reload', async ({
  page,
  owner,
  origin,
}) => {
  const { list, writeKey, id } = await anAmplitude(owner);
  const paid = { type: 'track', userId: 'u1', event: 'Order "Paid"' };
  await sendToLog(origin, writeKey, { ...paid, properties: { total: 120 } });
  await sendToLog(origin, writeKey, { ...paid, properties: { total: 5 } });
  await sendToLog(origin, writeKey, { type: 'page', userId: 'u1', name: 'Home' });
  await signInAs(page.context(), owner.userId);
  await page.goto(list);
  await expect(page.getByRole('columnheader', { name: 'Of the last 3' })).toBeVisible();
  await page.getByRole('link', { name: 'Page Calls' }).click();

  const trigger = page.getByRole('region', { name: 'Trigger' });
  const matches = (count: number) => expect(trigger.getByText(`Matches ${count} of the last 3 events.`)).toBeVisible();
  await expect(trigger.getByText('Runs for page events.')).toBeVisible();
  await matches(1);
  await trigger.getByLabel('Value of condition 1').selectOption('track');
  await trigger.getByRole('button', { name: 'Add condition' }).click();
  await expect(trigger.getByText('A condition is not complete')).toBeVisible();
  await trigger.getByRole('combobox', { name: 'Value of condition 2' }).fill('ord');
  await trigger.getByRole('option', { name: /^Order "Paid"/ }).click();
  await matches(2);
  await trigger.getByRole('button', { name: 'Add condition' }).click();
  await trigger.getByLabel('Subject of condition 3').selectOption('Event property');
  await trigger.getByRole('combobox', { name: 'Field of condition 3' }).fill('total');
  await trigger.getByLabel('Operator of condition 3').selectOption('is more than');
  await trigger.getByLabel('Value of condition 3').fill('100');
  await matches(1);

  const fql = 'type = "track" and event = "Order \\"Paid\\"" and properties.total > 100';
  await trigger.getByRole('radio', { name: 'FQL' }).click();
  await expect(trigger.getByLabel('Trigger in FQL')).toHaveText(fql);
  await trigger.getByRole('radio', { name: 'Conditions' }).click();
  await expect(trigger.getByLabel('Value of condition 3')).toHaveValue('100');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const stored = () => db().subscription.findFirst({ where: { destinationId: id, name: 'Page Calls' } });
  await expect.poll(async () => (await stored())?.trigger).toBe(fql);

  await page.reload();
  await expect(trigger.getByText('Runs for track events named “Order "Paid"” and whose property total')).toBeVisible();

  await trigger.getByRole('radio', { name: 'FQL' }).click();
  await trigger.getByLabel('Trigger in FQL').fill('length(userId) > 1 and (event = "A" or event = "B")');
  await expect(trigger.getByText(/^Conditions cannot show this trigger: it .* It runs all the same\.$/)).toBeVisible();
  await matches(0);
  await trigger.getByLabel('Trigger in FQL').fill('event == "A"');
  await expect(trigger.getByText('Write = instead of ==')).toBeVisible();
});
