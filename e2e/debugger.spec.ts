import type { Page } from '@playwright/test';
import { createFilter } from '../control-plane/filters/create-filter';
import { updateSource } from '../control-plane/sources/update-source';
import { aSourceOf, aWebhookOf, contextOf, expect, post, send, signInAs, test, type Owner } from './fixtures';

const rows = (page: Page) => page.getByRole('listbox', { name: 'Events, newest first' }).getByRole('option');
const selected = (page: Page) => page.getByRole('region', { name: 'Selected event' });
const track = (event: string, properties: Record<string, unknown> = {}) => ({
  type: 'track',
  userId: 'user-1',
  event,
  properties,
});

async function openDebugger(page: Page, owner: Owner, sourceId: string, query = ''): Promise<void> {
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/sources/${sourceId}/debugger${query}`);
}

test('while paused new events are held back and counted, and going on shows every one of them once', async ({
  page,
  origin,
  owner,
}) => {
  const { id, writeKey } = await aSourceOf(owner, 'Order service');
  await send(origin, writeKey, track('Before'));
  await openDebugger(page, owner, id);
  await expect(page.getByText('Connecting…')).toHaveCount(0);
  await send(origin, writeKey, track('Seen live'));
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole('radio', { name: 'Pause' }).click();
  await expect(page).toHaveURL(/live=off/);
  await expect(page.getByRole('radio', { name: 'Pause' })).toBeChecked();
  const names = Array.from({ length: 12 }, (_, index) => `Held number ${index + 10}`);
  for (const name of names) await send(origin, writeKey, track(name));
  await expect(page.getByRole('button', { name: '12 new events · show' })).toBeVisible();
  await expect(rows(page), 'the list stands still').toHaveCount(2);
  await page.getByRole('radio', { name: 'Live' }).click();
  await expect(rows(page)).toHaveCount(14);
  for (const name of names) await expect(rows(page).filter({ hasText: name })).toHaveCount(1);
  await send(origin, writeKey, track('After'));
  await expect(rows(page).filter({ hasText: 'After' }), 'and it is live again').toHaveCount(1);
});

test('a hostile event is shown as text and runs nothing', async ({ page, origin, owner }) => {
  const { id, writeKey } = await aSourceOf(owner, 'Order service');
  const script = `<img src=x onerror="window.hacked=1"><script>window.hacked=1</script>`;
  const body = JSON.stringify({
    messageId: 'hostile',
    ...track(script, { [script]: script, 'a"];alert(1)//': '</script>${1}' }),
  });
  const hostile = body.replace('"properties":{', '"properties":{"__proto__":{"polluted":"yes"},"constructor":{"a":1},');
  await post(origin, writeKey, 'track', hostile);
  const dialogs: string[] = [];
  const errors: string[] = [];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => errors.push(error.message));
  await openDebugger(page, owner, id);
  await rows(page).first().click();
  await expect(selected(page).getByRole('heading', { name: script })).toBeVisible();
  await expect(selected(page).getByRole('region', { name: 'Call' })).toContainText(script);
  await selected(page).getByRole('radio', { name: 'Raw' }).click();
  await expect(selected(page).getByText('__proto__')).toBeVisible();
  await page.goto(`/${owner.workspaceSlug}/sources/${id}`);
  await expect(page.getByRole('list', { name: 'Newest events' })).toContainText(script);
  const traces = await page.evaluate(() => ({
    hacked: 'hacked' in window,
    polluted: 'polluted' in {},
    images: document.querySelectorAll('img[src="x"]').length,
  }));
  expect({ ...traces, dialogs, errors }).toEqual({
    hacked: false,
    polluted: false,
    images: 0,
    dialogs: [],
    errors: [],
  });
});

test('events that were not accepted are shown with the code of the reason', async ({ page, origin, owner }) => {
  const { id, writeKey } = await aSourceOf(owner, 'Order service');
  await send(origin, writeKey, { type: 'track', userId: 'user-1', properties: { total: 1 } });
  await updateSource(contextOf(owner), { sourceId: id, enabled: false });
  await openDebugger(page, owner, id);
  await rows(page).filter({ hasText: 'event_not_defined' }).click();
  await expect(selected(page).getByText('Not accepted')).toBeVisible();
  await expect(selected(page).getByText('The track call had no event name.')).toBeVisible();
  await expect(page.getByText('Disabled: events are not accepted')).toBeVisible();
  await expect(async () => {
    await send(origin, writeKey, track('Too late'));
    await expect(rows(page).filter({ hasText: 'source_disabled' }).first()).toBeVisible({ timeout: 2000 });
  }, 'a disabled source refuses within seconds').toPass();
  await rows(page).filter({ hasText: 'source_disabled' }).first().click();
  await expect(selected(page).getByText('The source was disabled when the event arrived.')).toBeVisible();
});

test('search finds text anywhere in the payload, filters narrow by type and verdict, and the address keeps both', async ({
  page,
  origin,
  owner,
}) => {
  const { id, writeKey } = await aSourceOf(owner, 'Order service');
  await send(origin, writeKey, track('Order Completed', { coupon: 'Spring "Sale"' }));
  await send(origin, writeKey, track('Order Refunded'));
  await send(origin, writeKey, { type: 'identify', userId: 'user-2', traits: { email: 'jun@example.com' } });
  await send(origin, writeKey, { type: 'track', userId: 'user-1' });
  await openDebugger(page, owner, id);
  await expect(rows(page)).toHaveCount(4);
  const search = page.getByRole('searchbox', { name: 'Search payloads' });
  await search.fill('spring "sale"');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('Order Completed');
  await expect(page.getByText('1 of 4 events')).toBeVisible();
  await page.reload();
  await expect(search).toHaveValue('spring "sale"');
  await expect(rows(page)).toHaveCount(1);
  await search.fill('no such thing');
  await page.getByRole('button', { name: 'Clear search and filters' }).click();
  await expect(rows(page)).toHaveCount(4);
  const choose = async (label: string, option: string) => {
    await page.getByRole('combobox', { name: label }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  await choose('Type', 'Identify');
  await expect(rows(page)).toHaveCount(1);
  await choose('Type', 'All types');
  await choose('Verdict', 'Not accepted');
  await expect(rows(page)).toHaveCount(1);
  await expect(rows(page)).toContainText('event_not_defined');
  await send(origin, writeKey, track('Comes in meanwhile'));
  await expect(page.getByText('1 of 5 events'), 'a filter holds for new events too').toBeVisible();
});

test('an event tells at each destination: delivered, retrying, failed, or filtered', async ({
  page,
  origin,
  owner,
  receiver,
}) => {
  const { id, writeKey } = await aSourceOf(owner, 'Order service');
  await aWebhookOf(owner, id, 'Good hook', `${receiver.url}/good`);
  await aWebhookOf(owner, id, 'Busy hook', `${receiver.url}/busy`);
  await aWebhookOf(owner, id, 'Bad hook', `${receiver.url}/bad`);
  const filtered = await aWebhookOf(owner, id, 'Choosy hook', `${receiver.url}/choosy`);
  const drop = { title: 'Nothing', condition: 'all', actions: [{ type: 'DROP' as const }], enabled: true };
  await createFilter(contextOf(owner), { ...drop, destinationId: filtered });
  receiver.reply(({ path }) => (path === '/busy' ? 503 : path === '/bad' ? 400 : 200));
  await openDebugger(page, owner, id);
  await send(origin, writeKey, track('Order Completed'));
  await rows(page).first().click();
  const badges = selected(page).getByRole('list', { name: 'Destinations' }).getByRole('listitem');
  await expect(badges.filter({ hasText: 'Good hook' })).toContainText(/Good hook · \d/);
  await expect(badges.filter({ hasText: 'Busy hook' })).toContainText('retrying after 503');
  await expect(badges.filter({ hasText: 'Bad hook' })).toContainText('Bad hook · 400');
  await expect(badges.filter({ hasText: 'Choosy hook' })).toContainText('filtered: FILTERED_BY_RULES');
  expect(receiver.requests.filter(({ path }) => path === '/choosy')).toEqual([]);
  receiver.reply(200);
  await badges.filter({ hasText: 'Bad hook' }).getByRole('link', { name: 'Bad hook ·' }).click();
  await page.waitForURL(/\/destinations\/dst_[^/]+\/delivery/);
  await expect(page.getByRole('heading', { name: 'Bad hook' }).or(page.getByText('Bad hook').first())).toBeVisible();
});
