import { Analytics } from '@segment/analytics-node';
import { randomToken } from '../platform/ids';
import { expect, test } from './fixtures';

// The README's story, as a stranger lives it: an account, a workspace, a source, a real SDK, a real receiver.
test('a stranger signs up, sends an event with the Node SDK, sees it live, delivers it, filters it and counts it', async ({
  page,
  origin,
  receiver,
}) => {
  const mark = randomToken(8).toLowerCase();

  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill('Ana Example');
  await page.getByLabel('Email').fill(`stranger-${mark}@example.com`);
  await page.getByLabel('Password', { exact: true }).fill(`plum harvest ${mark}`);
  await page.getByRole('button', { name: 'Create account' }).click();

  await page.waitForURL('**/new-workspace*');
  await page.getByLabel('Name').fill(`Shop ${mark}`);
  await expect(page.getByText('Free:')).toBeVisible();
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL(`**/shop-${mark}`);

  await page.getByRole('link', { name: 'Sources' }).first().click();
  await page.waitForURL(`**/shop-${mark}/sources`); // the page before leads to a new source too
  await page.getByRole('link', { name: 'Add source' }).first().click();
  await page.getByRole('link', { name: /^Node\.js/ }).click();
  await page.waitForURL(/\/sources\/new\?type=/);
  await page.getByLabel('Name').fill('Order service');
  await page.getByRole('button', { name: 'Create source' }).click();
  await page.waitForURL(/\/sources\/src_[^/]+$/);
  const sourcePath = new URL(page.url()).pathname;

  await expect(page.getByText('Waiting for the first event')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('writeKey: ');
  const snippet = await page.getByRole('main').innerText();
  const writeKey = /writeKey: ['"]([0-9A-Za-z]{32})['"]/.exec(snippet)?.[1] ?? '';
  expect(writeKey, 'the snippet is prefilled with the write key').toHaveLength(32);
  expect(snippet, 'the snippet is prefilled with this server').toContain(origin);

  const analytics = new Analytics({ writeKey, host: origin, flushAt: 1 });
  analytics.track({ userId: 'user-1', event: 'Order Completed', properties: { total: 48.9, currency: 'EUR' } });
  await analytics.flush();
  await expect(page.getByRole('list', { name: 'Newest events' }).getByText('Order Completed')).toBeVisible();

  await page.getByRole('link', { name: 'Debugger', exact: true }).click();
  const events = page.getByRole('listbox', { name: 'Events, newest first' });
  await expect(events.getByRole('option')).toHaveCount(1);
  analytics.identify({ userId: 'user-1', traits: { email: 'ana@example.com' } });
  await analytics.flush();
  await expect(events.getByRole('option'), 'a new event appears without a reload').toHaveCount(2);
  await events.getByText('Order Completed').click();
  const selected = page.getByRole('region', { name: 'Selected event' });
  await expect(selected.getByText('analytics.track')).toBeVisible();
  await expect(selected.getByText('No destination wanted it')).toBeVisible();
  await expect(page).toHaveURL(/event=\d+/);
  await page.reload();
  await expect(selected.getByText('analytics.track'), 'the address leads to the event').toBeVisible();

  await page.getByRole('link', { name: 'Catalog' }).first().click();
  await page
    .getByRole('list', { name: 'Destinations' })
    .getByRole('button', { name: /^Webhooks Raw Data/ })
    .click();
  await page.getByRole('link', { name: 'Configure Webhooks' }).click();
  await page.waitForURL(/\/destinations\/new\/webhook/);
  await page.getByLabel('Name').fill('Warehouse hook');
  await page.getByLabel('URL', { exact: false }).first().fill(`${receiver.url}/hook`);
  await page.getByRole('button', { name: 'Create and enable' }).click();
  await page.waitForURL(/\/destinations\/dst_[^/]+\/delivery/);

  analytics.track({ userId: 'user-2', event: 'Order Completed', properties: { total: 120 } });
  await analytics.flush();
  await expect.poll(() => receiver.bodies().length, { message: 'the webhook receives the event' }).toBe(1);
  expect(receiver.bodies()[0]).toMatchObject({ type: 'track', event: 'Order Completed', userId: 'user-2' });
  const firstTry = page.locator('dl > div').filter({ hasText: 'Delivered on first try' });
  await expect(firstTry.getByText('1', { exact: true })).toBeVisible();

  await page.getByRole('link', { name: 'Filters' }).click();
  await page
    .getByRole('link', { name: /New filter/ })
    .first()
    .click();
  await page
    .getByRole('textbox', { name: 'Condition in FQL' })
    .fill("event = 'Order Completed' and properties.total < 100");
  await expect(page.getByRole('complementary', { name: 'Try the filter' })).toContainText(/would not be sent|kept/i);
  await page.getByLabel('Name').fill('Small orders stay here');
  await page.getByRole('button', { name: 'Save and enable' }).click();
  await page.waitForURL(/\/filters$/);
  await expect(page.getByText('Small orders stay here')).toBeVisible();

  analytics.track({ userId: 'user-3', event: 'Order Completed', properties: { total: 5 }, messageId: `small-${mark}` });
  analytics.track({
    userId: 'user-3',
    event: 'Order Completed',
    properties: { total: 500 },
    messageId: `large-${mark}`,
  });
  await analytics.closeAndFlush();
  await expect.poll(() => receiver.bodies().map(({ messageId }) => messageId)).toContain(`large-${mark}`);
  expect(receiver.bodies().map(({ messageId }) => messageId)).not.toContain(`small-${mark}`);

  await page.goto(`${sourcePath}/debugger?q=small-${mark}`);
  await page.getByRole('searchbox', { name: 'Search payloads' }).fill(`small-${mark}`);
  await events.getByRole('option').first().click();
  await expect(selected.getByText(/Warehouse hook · filtered: FILTERED_BY_RULES/)).toBeVisible();

  await page.getByRole('link', { name: 'Usage' }).first().click();
  await page.waitForURL(/\/usage$/);
  await expect(page.locator('main').getByText('3', { exact: true }).first(), 'three users were tracked').toBeVisible();
});
