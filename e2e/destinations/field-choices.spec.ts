import type { Page, Route } from '@playwright/test';
import type { FetchedChoices } from '../../catalog/destinations/run/contract';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { createSubscription } from '../../control-plane/subscriptions/create-subscription';
import { db } from '../../storage/client';
import { aSourceOf, contextOf, expect, signInAs, test, type Owner } from '../fixtures';

const list = (...names: string[]) => names.map((name) => ({ label: name, value: `id-${name.toLowerCase()}` }));
const answer = (choices: FetchedChoices['choices'], nextPage: string | null = null): FetchedChoices => ({
  ...{ choices, nextPage, problem: null },
});

/** The editor of a Klaviyo mapping, and the input of its List; `reply` answers in the vendor's place, by page. */
async function openList(
  page: Page,
  owner: Owner,
  reply: (page: string | null, route: Route) => FetchedChoices | Promise<FetchedChoices>,
  held?: string,
) {
  const { id: sourceId } = await aSourceOf(owner, 'Shop');
  const ctx = contextOf(owner);
  const settings = { api_key: 'pk_1' };
  const made = await createDestination(ctx, { type: 'klaviyo', sourceId, name: 'Klaviyo', enabled: false, settings });
  const { id, mapping } = await createSubscription(ctx, {
    ...{ destinationId: made.id, name: 'Profiles', actionSlug: 'upsertProfile', trigger: "type = 'identify'" },
  });
  if (held !== undefined)
    await db().subscription.update({ where: { id }, data: { mapping: { ...mapping, list_id: held } } });
  await page.route('**/mappings/editor/choices', async (route) => {
    const { page: wanted } = route.request().postDataJSON() as { page?: string };
    await route.fulfill({ json: await reply(wanted ?? null, route) });
  });
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/destinations/${made.id}/mappings/${id}`);
  const input = page.getByRole('textbox', { name: 'List', exact: true });
  await expect(input).toBeVisible();
  const stored = async () => {
    const row = await db().subscription.findUniqueOrThrow({ where: { id } });
    return (row.mapping as Record<string, unknown>).list_id;
  };
  return { input, options: page.getByRole('listbox', { name: 'Suggestions for List' }).getByRole('option'), stored };
}

test('choices of the vendor are searched, loaded page by page and taken by keyboard, and their value is stored', async ({
  page,
  owner,
}) => {
  // Page two repeats what page one had, as definitions do that do not know pages: it is shown once, and is the last.
  const pages: Record<string, FetchedChoices> = {
    first: answer(list('Newsletter', 'Waiting'), 'two'),
    two: answer(list('Waiting', 'Friends'), 'three'),
    three: answer(list('Newsletter'), 'four'),
  };
  const { input, options, stored } = await openList(page, owner, (wanted) => pages[wanted ?? 'first'] ?? answer([]));
  await input.click();
  await expect(options).toHaveText([/^Newsletter/, /^Waiting/]);
  const more = page.getByRole('button', { name: 'Load more' });
  for (let tabs = 0; tabs < 4 && !(await more.evaluate((button) => button === document.activeElement)); tabs += 1) {
    await page.keyboard.press('Tab');
  }
  await expect(more).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(options).toHaveText([/^Newsletter/, /^Waiting/, /^Friends/]);
  await expect(input, 'the focus is back where one types').toBeFocused();
  await more.click();
  await expect(more).toBeHidden();
  await expect(options).toHaveCount(3);

  await page.keyboard.type('fri');
  await expect(options).toHaveText([/^Friends/]);
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue('id-friends');
  await page.keyboard.press('Control+s');
  await expect(page.getByText('Saved. Takes effect within seconds.')).toBeVisible();
  expect(await stored()).toBe('id-friends');

  // What is chosen shows all again, and Enter leaves it.
  await input.click();
  await expect(options).toHaveCount(3);
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue('id-friends');
});

test('a value that is no choice any more stays until another is taken', async ({ page, owner }) => {
  const { input, options } = await openList(page, owner, () => answer(list('Newsletter')), 'id-gone');
  await input.click();
  await expect(options).toHaveText([/^Newsletter/]);
  await expect(
    page.getByText('“id-gone”, which stands here, is not among these. It is sent all the same.'),
  ).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue('id-gone');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(input).toHaveValue('id-newsletter');
});

test('a slow vendor, one that refuses and one that has nothing are told in words, and a value can be typed', async ({
  page,
  owner,
}) => {
  let release: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (release = resolve));
  const replies = [() => held.then(() => ({ ...answer([]), problem: 'Unauthorized' })), () => answer([])];
  const { input } = await openList(page, owner, () => (replies.shift() ?? (() => answer(list('Newsletter'))))());
  await input.click();
  await expect(page.getByText('Asking the destination…')).toBeVisible();
  release();
  await expect(page.getByText('No choices: Unauthorized. You can type a value.')).toBeVisible();
  await page.getByRole('button', { name: 'Ask again' }).click();
  await expect(page.getByText('The destination has nothing to choose from. You can type a value.')).toBeVisible();
  await page.keyboard.type('typed');
  await page.keyboard.press('Escape');
  await expect(input).toHaveValue('typed');
});
