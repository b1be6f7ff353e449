import type { Page } from '@playwright/test';
import { problemsOf } from './axe';
import { expect, send, signInAs, test } from './fixtures';
import { aHouse, type House } from './house';
import { interactive } from './interactive';
import { goBy } from './keys';
import { ROUTES } from './routes';
import type { Receiver } from '../testing/receiver';

/** A house with events of every fate: delivered, failed, filtered, and one that was not accepted. */
async function aLivelyHouse(origin: string, receiver: Receiver): Promise<House> {
  receiver.reply(({ body }) => (body.includes('Refuse') ? 400 : 200));
  const house = await aHouse(origin, `${receiver.url}/hook`);
  await send(origin, house.writeKey, { type: 'track', userId: 'user-2', event: 'Refuse me' });
  await send(origin, house.writeKey, { type: 'track', userId: 'user-2', event: 'Internal' });
  await send(origin, house.writeKey, { type: 'track', userId: 'user-2' });
  await expect.poll(() => receiver.requests.length).toBeGreaterThanOrEqual(2);
  return house;
}

/** The pages of the table of routes that show something of their own to the owner. */
const pagesOf = (house: House) =>
  Object.entries(ROUTES)
    .filter(
      ([file, { kind, status, leadsOn }]) =>
        kind === 'page' && (status ?? 200) === 200 && !leadsOn && !file.startsWith('(auth)'),
    )
    .map(([, route]) => route.path(house, house.owner.workspaceSlug))
    .map((path) => (path.endsWith('/debugger') ? `${path}?event=${house.eventId}` : path));

/** Opens a page and waits until its content stands. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await interactive(page);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page is without accessibility problems (WCAG 2.2 AA) in ${colorScheme}`, async ({
    page,
    origin,
    receiver,
  }) => {
    test.setTimeout(900_000); // forty pages, each looked through by axe
    const house = await aLivelyHouse(origin, receiver);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const auth = ['/sign-in', '/sign-up', '/forgot', '/reset/rst_nothing', '/invite/inv_nothing'];
    for (const path of auth) {
      await open(page, path);
      expect.soft(await problemsOf(page), path).toEqual([]);
    }
    await signInAs(page.context(), house.owner.userId);
    for (const path of pagesOf(house)) {
      await open(page, path);
      expect.soft(await problemsOf(page), path).toEqual([]);
    }
  });
}

test('no page scrolls sideways on a phone of 360 pixels', async ({ page, origin, receiver }) => {
  const house = await aLivelyHouse(origin, receiver);
  await page.setViewportSize({ width: 360, height: 740 });
  await signInAs(page.context(), house.owner.userId);
  for (const path of pagesOf(house)) {
    await open(page, path);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect.soft(width, path).toBeLessThanOrEqual(360);
  }
});

test('the keyboard goes anywhere: g s, g d, the map, the palette, and j and k in the debugger', async ({
  page,
  origin,
  receiver,
}) => {
  const house = await aLivelyHouse(origin, receiver);
  const base = `/${house.owner.workspaceSlug}`;
  await signInAs(page.context(), house.owner.userId);
  await open(page, base);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await goBy(page, 's', () => expect(page).toHaveURL(`${base}/sources`, { timeout: 10_000 }));
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder('Go to a page, source or destination').fill(house.mark);
  const found = page.getByRole('option', { name: new RegExp(`^Shop ${house.mark}`) });
  await expect(found, 'the first that was found is chosen').toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`${base}/sources/${house.sourceId}`);

  await open(page, `${base}/sources/${house.sourceId}/debugger`);
  const option = page.getByRole('listbox', { name: 'Events, newest first' }).getByRole('option');
  await expect(option).toHaveCount(4);
  await page.keyboard.press('j');
  await expect(option.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('j');
  await expect(option.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await expect(option.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('/');
  const search = page.getByRole('searchbox', { name: 'Search payloads' });
  await expect(search).toBeFocused();
  await page.keyboard.type('js?');
  await expect(search, 'letters typed into a field are not shortcuts').toHaveValue('js?');
  await expect(option).toHaveCount(0);
  await search.fill('');
  await page.keyboard.press('Escape');
  await goBy(page, 'd', () => expect(page).toHaveURL(`${base}/destinations`, { timeout: 10_000 }));
});
