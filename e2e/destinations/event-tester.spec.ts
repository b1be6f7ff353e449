import { db } from '../../storage/client';
import { listSubscriptions } from '../../control-plane/subscriptions/list-subscriptions';
import { findEvents } from '../../control-plane/debugger/find-events';
import { getEvent } from '../../control-plane/debugger/get-event';
import { createFilter } from '../../control-plane/filters/create-filter';
import { aSourceOf, aTeammate, aWebhookOf, contextOf, expect, send, signInAs, test, type Owner } from '../fixtures';

/** A source with one received order, and a webhook that drops its card number. */
async function aShop(owner: Owner, origin: string, hook: string) {
  const source = await aSourceOf(owner, 'Storefront');
  await send(origin, source.writeKey, {
    type: 'track',
    userId: 'u-1',
    event: 'Order Completed',
    messageId: 'order-0001-from-the-shop',
    properties: { total: 48.9, card: '4111' },
  });
  // Ended before there is a destination, so that the pipeline itself sends nothing.
  const outcomes = async () => {
    const [found] = (await findEvents(contextOf(owner), { sourceId: source.id, id: 'order-0001-from-the-shop' }))
      .events;
    return found && (await getEvent(contextOf(owner), { sourceId: source.id, eventId: found.id })).outcomes.length;
  };
  await expect.poll(outcomes).toBe(1);
  const destinationId = await aWebhookOf(owner, source.id, 'Order hook', hook);
  await createFilter(contextOf(owner), {
    destinationId,
    title: 'No cards',
    condition: "type = 'track'",
    actions: [{ type: 'DROP_PROPERTIES', fields: { properties: ['card'] } }],
    enabled: true,
  });
  const base = `/${owner.workspaceSlug}/destinations/${destinationId}`;
  return { sourceId: source.id, writeKey: source.writeKey, destinationId, base, tester: `${base}/tester` };
}

test('a recent event is tried dry, step by step, and then sent for real with what came back', async ({
  page,
  origin,
  owner,
  receiver,
}) => {
  const { tester } = await aShop(owner, origin, `${receiver.url}/hook`);
  receiver.reply({ status: 202, body: '{"queued":true}', headers: { 'content-type': 'application/json' } });
  await signInAs(page.context(), owner.userId);
  await page.goto(tester);
  const editor = page.getByRole('textbox', { name: 'Event as JSON' });
  await page.getByLabel('Generate a sample event').selectOption('page');
  await expect(editor).toContainText('"page"');
  await page.getByLabel('Load a recent event').selectOption({ index: 1 });
  await expect(editor).toContainText('order-0001-from-the-shop');

  await editor.press('ControlOrMeta+Enter');
  const results = page.getByRole('region', { name: 'What happens to it' });
  await expect(
    results.getByRole('heading', { name: '1 of 1 mapping matches; 1 request would be sent.' }),
  ).toBeVisible();
  const steps = results.getByRole('list', { name: 'Steps' });
  await expect(steps.getByRole('img', { name: 'Passed' })).toHaveCount(7);
  await expect(steps).toContainText('Removed: properties.card');
  await expect(results.getByRole('region', { name: 'request' })).toContainText(`POST ${receiver.url}/hook`);
  await expect(results.getByRole('region', { name: 'request' })).not.toContainText('4111');
  expect(receiver.requests, 'a dry test sends nothing').toEqual([]);

  await results.getByRole('button', { name: 'Send for real' }).click();
  await expect(results.getByRole('heading', { name: 'Delivered' })).toBeVisible();
  await expect(results.getByRole('region', { name: 'response' })).toContainText('"queued": true');
  expect(receiver.bodies()).toMatchObject([{ messageId: 'order-0001-from-the-shop', properties: { total: 48.9 } }]);
  expect(receiver.requests).toHaveLength(1);
});

test('what stops an event is told where it stops, and a mapping alone can be tried even when it is disabled', async ({
  page,
  origin,
  owner,
  receiver,
}) => {
  const { tester, destinationId } = await aShop(owner, origin, `${receiver.url}/hook`);
  const [mapping] = (await listSubscriptions(contextOf(owner), { destinationId })).items;
  await db().subscription.update({ where: { id: mapping?.id ?? '' }, data: { enabled: false } });
  await signInAs(page.context(), owner.userId);
  await page.goto(tester);
  const editor = page.getByRole('textbox', { name: 'Event as JSON' });
  const results = page.getByRole('region', { name: 'What happens to it' });
  const run = page.getByRole('button', { name: 'Run dry test' });

  await editor.fill('{"type": "track", "userId": "u"}');
  await run.click();
  await expect(results.getByRole('heading', { name: 'The event would be refused' })).toBeVisible();
  await expect(results).toContainText('The track call had no event name.');
  await expect(results.getByRole('img', { name: 'Not reached' })).not.toHaveCount(0);

  await editor.fill('{"type": "track", "event": "Paid", "userId": "u"}');
  await run.click();
  await expect(results).toContainText('The destination has no enabled mapping.');
  await expect(results).toContainText('matches, but is disabled');
  await expect(results.getByRole('button', { name: /for real/ })).toHaveCount(0);

  await page.getByLabel('Mapping', { exact: true }).selectOption(mapping?.id ?? '');
  await expect(results).toContainText('The event was changed since.');
  await run.click();
  await expect(results.getByRole('heading', { name: /1 request would be sent/ })).toBeVisible();
  await expect(results).toContainText('The mapping is disabled: real events do not go through it.');
  await expect(results).toContainText('which is disabled');
  expect(receiver.requests).toEqual([]);
});

test('a typed event is never lost: a mistake is shown at its line, an outage and a reload leave it', async ({
  page,
  origin,
  owner,
  receiver,
}) => {
  const { tester } = await aShop(owner, origin, `${receiver.url}/hook`);
  await signInAs(page.context(), owner.userId);
  await page.goto(tester);
  const editor = page.getByRole('textbox', { name: 'Event as JSON' });
  await editor.fill('{\n  "type": "track",\n  "event": "Typed by hand"\n  "userId": "u"\n}');
  await expect(page.getByText('Line 4, column 3: Expected , or }.')).toBeVisible();
  await expect(editor).toHaveAttribute('aria-invalid', 'true');
  await editor.fill('{\n  "type": "track",\n  "event": "Typed by hand",\n  "userId": "u"\n}');
  await expect(page.getByText(/^Line \d/)).toHaveCount(0);

  const cut = (path: string) => path.includes('/tester');
  await page.route(
    (url) => cut(url.pathname),
    (route) => (route.request().method() === 'POST' ? route.abort() : route.fallback()),
  );
  await page.getByRole('button', { name: 'Run dry test' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'could not be reached' })).toBeVisible();
  await expect(editor).toContainText('Typed by hand');
  await page.unrouteAll();
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('heading', { name: /1 request would be sent/ })).toBeVisible();

  await page.reload();
  await expect(editor).toContainText('Typed by hand');
  await page.getByLabel('Generate a sample event').selectOption('identify');
  await expect(editor).toContainText('ana.example@example.com');
  await editor.press('ControlOrMeta+z');
  await expect(editor, 'what a sample replaced can be had again').toContainText('Typed by hand');
});

test('a viewer tests dry only; the debugger leads to the event in the tester', async ({
  page,
  origin,
  owner,
  receiver,
}) => {
  const { base, sourceId, writeKey, tester } = await aShop(owner, origin, `${receiver.url}/hook`);
  await send(origin, writeKey, { type: 'track', userId: 'u-2', event: 'Basket Filled' });
  const viewer = await aTeammate(owner, 'VIEWER');
  await signInAs(page.context(), viewer.userId);
  await page.goto(`/${owner.workspaceSlug}/sources/${sourceId}/debugger`);
  await page.getByRole('option', { name: /Basket Filled/ }).click();
  await page.getByRole('link', { name: 'Test this event at Order hook' }).click();
  await page.waitForURL(`**${base}/tester?event=*`);
  await expect(page.getByRole('textbox', { name: 'Event as JSON' })).toContainText('Basket Filled');
  await page.getByRole('button', { name: 'Run dry test' }).click();
  await expect(page.getByText('Your role allows dry tests.')).toBeVisible();
  await expect(page.getByRole('button', { name: /for real/ })).toHaveCount(0);
  await page.goto(`${tester}?event=1`);
  await expect(page.getByText('That event is not kept any more')).toBeVisible();
});
