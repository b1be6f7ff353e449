import type { BrowserContext } from '@playwright/test';
import type { AnalyticsBrowser } from '@segment/analytics-next';
import { installGuide } from '../../catalog/sources/install-guide';
import { findEvents } from '../../control-plane/debugger/find-events';
import { getEvent } from '../../control-plane/debugger/get-event';
import { createDestination } from '../../control-plane/destinations/create-destination';
import { createFilter } from '../../control-plane/filters/create-filter';
import { createSource } from '../../control-plane/sources/create-source';
import type { JsonObject } from '../../spec/event';
import { contextOf, expect, test, type Owner } from '../fixtures';
import { aWebsite, loggedEvents, watch } from '../website';

/** What the vendors' own scripts would be: they keep what they are called with. */
const VENDORS: Record<string, string> = {
  'https://js.hs-scripts.com/4242.js':
    'window.hubspot = []; window._hsq = { push(call) { window.hubspot.push(call); } };',
  'https://cdn.heapanalytics.com/js/heap-77.js':
    'window.heapCalls = []; window.heap = { track(...a) { heapCalls.push(["track", ...a]); }, identify(...a) { heapCalls.push(["identify", ...a]); }, addUserProperties(...a) { heapCalls.push(["addUserProperties", ...a]); } };',
  'https://www.googletagmanager.com/gtag/js?id=G-TEST': '',
};

/** Plays the vendors at the network's edge; anything else that is not local is noted. */
async function withVendors(context: BrowserContext): Promise<{ elsewhere: string[] }> {
  const elsewhere: string[] = [];
  await context.route(/^https:/, async (route) => {
    const script = VENDORS[route.request().url()];
    if (script === undefined) elsewhere.push(route.request().url());
    await (script === undefined ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: script }));
  });
  return { elsewhere };
}

const connect = (owner: Owner, sourceId: string, type: string, name: string, settings: JsonObject) =>
  createDestination(contextOf(owner), { sourceId, type, name, settings, enabled: true });

test('HubSpot, Heap and Google Analytics 4 run in the page from our host, and nothing is sent twice', async ({
  browser,
  origin,
  owner,
}) => {
  const source = await createSource(contextOf(owner), { type: 'javascript', name: 'Shop' });
  const writeKey = source.writeKeys[0] ?? '';
  const hubspot = await connect(owner, source.id, 'hubspot-web', 'HubSpot', { portalId: '4242' });
  await connect(owner, source.id, 'heap-web', 'Heap', { appId: '77' });
  await connect(owner, source.id, 'google-analytics-4-web', 'GA4', { measurementID: 'G-TEST' });
  await createFilter(contextOf(owner), {
    destinationId: hubspot.id,
    title: 'No payments',
    condition: 'event = "Payment Made"',
    actions: [{ type: 'DROP' }],
    enabled: true,
  });
  const site = await aWebsite();
  const snippet = installGuide('javascript', writeKey, origin).steps[0]?.samples[0]?.code ?? '';
  site.pages.set('/', `<!doctype html><html><head><title>Shop</title>${snippet}</head><body>Shop</body></html>`);
  const context = await browser.newContext();
  const { elsewhere } = await withVendors(context);
  const page = await context.newPage();
  const seen = watch(page);
  await page.goto(`${site.origin}/`);
  await page.evaluate(async () => {
    const { analytics } = window as unknown as { analytics: AnalyticsBrowser };
    await analytics.identify('u1', { email: 'ada@example.com', plan: 'pro' });
    await analytics.track('Order Completed', { total: 27.5 });
    await analytics.track('Payment Made', { total: 27.5 });
    await analytics.track('Quiet', {}, { integrations: { All: false } });
  });
  const called = () =>
    page.evaluate(() => {
      const { hubspot = [], heapCalls = [], dataLayer = [] } = window as unknown as Record<string, unknown[]>;
      return { hubspot, heapCalls, dataLayer: dataLayer.map((one) => [...(one as Iterable<unknown>)]) };
    });
  await expect.poll(async () => JSON.stringify((await called()).heapCalls)).toContain('Payment Made');
  await expect.poll(async () => JSON.stringify((await called()).hubspot)).toContain('order_completed');
  await expect.poll(async () => JSON.stringify((await called()).dataLayer)).toContain('G-TEST');
  const calls = await called();
  expect(calls.hubspot).toContainEqual(['trackPageView']);
  expect(calls.hubspot).toContainEqual([
    'trackCustomBehavioralEvent',
    { name: 'pe4242_order_completed', properties: { total: 27.5 } },
  ]);
  expect(JSON.stringify(calls.hubspot)).toContain('ada@example.com');
  expect(JSON.stringify(calls.hubspot), 'kept back by the filter').not.toContain('payment');
  expect(JSON.stringify(calls), 'turned off by the call').not.toContain('Quiet');
  expect(calls.dataLayer).toContainEqual(['config', 'G-TEST', expect.objectContaining({ send_page_view: false })]);
  expect(elsewhere).toEqual([]);
  const code = seen.requests.filter(({ path }) => path.startsWith('/next-integrations/'));
  expect(new Set(code.map((request) => request.origin))).toEqual(new Set([origin]));

  const events = await loggedEvents(owner, source.id, 5);
  const bought = JSON.stringify(events.find(({ event }) => event === 'Order Completed')?.messageId).slice(1, -1);
  const ends = async () => {
    const [found] = (await findEvents(contextOf(owner), { sourceId: source.id, id: bought })).events;
    const traced = found && (await getEvent(contextOf(owner), { sourceId: source.id, eventId: found.id }));
    return traced?.outcomes.map(({ outcome, reason }) => `${outcome} ${reason ?? ''}`).sort();
  };
  const client = 'filtered_at_destination MESSAGE_SENT_CLIENT_SIDE';
  await expect.poll(ends).toEqual([client, client, 'filtered_at_destination NO_MATCHING_MAPPING']);
  await context.close();
  await site.close();
});
