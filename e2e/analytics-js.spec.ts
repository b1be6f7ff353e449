import { build } from 'esbuild';
import type { Browser, Page } from '@playwright/test';
import type { AnalyticsBrowser } from '@segment/analytics-next';
import { installGuide } from '../catalog/sources/install-guide';
import { createSource } from '../control-plane/sources/create-source';
import type { JsonObject } from '../spec/event';
import { contextOf, expect, signInAs, test as base, type Owner } from './fixtures';
import { aWebsite, loggedEvents, watch, type Website } from './website';

const test = base.extend<{ site: Website; source: { id: string; writeKey: string } }>({
  site: async ({}, use) => {
    const site = await aWebsite();
    await use(site);
    await site.close();
  },
  source: async ({ owner }, use) => {
    const made = await createSource(contextOf(owner), { type: 'javascript', name: 'Shop' });
    await use({ id: made.id, writeKey: made.writeKeys[0] ?? '' });
  },
});

/** What a person copies from the source's Overview, of the alternative that is named. */
async function copied(
  page: Page,
  owner: Owner,
  source: { id: string; writeKey: string },
  tab: string,
): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await signInAs(page.context(), owner.userId);
  await page.goto(`/${owner.workspaceSlug}/sources/${source.id}`);
  await page.getByRole('radio', { name: tab, exact: true }).click();
  await page.getByRole('button', { name: `Copy ${tab} code` }).click();
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await expect.poll(clipboard).toContain(source.writeKey);
  return clipboard();
}

/** The same snippet, without a look at the dashboard. */
function snippetOf(writeKey: string, origin: string): string {
  return installGuide('javascript', writeKey, origin).steps[0]?.samples[0]?.code ?? '';
}

/** Makes the website a visitor's app that is built from `code`, as people build them. */
async function buildApp(site: Website, code: string): Promise<void> {
  const made = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: 'ts' },
    bundle: true,
    write: false,
    format: 'iife',
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
  });
  site.script = made.outputFiles[0]?.text ?? '';
  site.pages.set('/', '<!doctype html><title>App</title><body><script src="/app.js"></script>');
}

/** A visitor's browser, which has never been here. */
async function aVisitor(browser: Browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  return { page, seen: watch(page), leave: () => context.close() };
}

const only = (key: string, events: JsonObject[]) => events.map((event) => event[key]);
const said = (events: JsonObject[], type: string) => events.filter((event) => event.type === type);

test('the snippet as copied from the Overview works in any page, and asks no host but ours', async ({
  page,
  browser,
  origin,
  owner,
  source,
  site,
}) => {
  const snippet = await copied(page, owner, source, 'Snippet');
  expect(snippet).toBe(snippetOf(source.writeKey, origin));
  site.pages.set(
    '/shop',
    `<!doctype html><html><head><title>Shop</title>${snippet}
      <script>
        analytics.track('Early', { step: 1 });
        history.pushState({}, '', '/elsewhere');
      </script></head><body>Shop</body></html>`,
  );
  const { page: visitor, seen, leave } = await aVisitor(browser);
  await visitor.goto(`${site.origin}/shop?utm_source=mail&utm_campaign=spring&utm_nonsense=x`);
  const [early, view] = said(await loggedEvents(owner, source.id, 2), 'track').concat(
    said(await loggedEvents(owner, source.id, 2), 'page'),
  );
  const there = { path: '/shop', title: 'Shop', url: expect.stringContaining(`${site.origin}/shop?utm_source=mail`) };
  expect(early, 'an early call knows the page it was made on').toMatchObject({
    event: 'Early',
    properties: { step: 1 },
    context: { page: there },
  });
  expect(view).toMatchObject({
    properties: there,
    context: {
      page: there,
      campaign: { source: 'mail', name: 'spring', nonsense: 'x' },
      library: { name: 'analytics.js', version: 'next-1.84.3' },
      ip: '127.0.0.1',
      userAgent: expect.stringContaining('Chrome/'),
      locale: expect.any(String),
      timezone: expect.any(String),
    },
  });

  await visitor.evaluate(async () => {
    const { analytics } = window as unknown as { analytics: AnalyticsBrowser };
    await analytics.alias('u0');
    await analytics.identify('u1', { plan: 'pro' });
    await analytics.group('g1', { size: 3 });
    await analytics.screen('Cart');
    await analytics.alias('u2', 'u1');
    await analytics.track('Bought', { total: 27.5, nothing: null, day: new Date('2026-03-01T10:00:00.000Z') });
    await analytics.reset();
    await analytics.track('Afterwards');
  });
  const events = await loggedEvents(owner, source.id, 9);
  expect(events).toHaveLength(9);
  const { anonymousId } = early ?? {};
  expect(said(events, 'identify')).toMatchObject([{ userId: 'u1', anonymousId, traits: { plan: 'pro' } }]);
  expect(said(events, 'group')).toMatchObject([{ groupId: 'g1', userId: 'u1', traits: { size: 3 } }]);
  expect(said(events, 'screen')).toMatchObject([{ name: 'Cart', userId: 'u1' }]);
  expect(said(events, 'alias'), 'analytics.js itself puts the identified user in place of the new id').toMatchObject([
    { userId: 'u0', previousId: anonymousId },
    { userId: 'u1', previousId: 'u1' },
  ]);
  const bought = { total: 27.5, nothing: null, day: '2026-03-01T10:00:00.000Z' };
  const [, sold, afterwards] = said(events, 'track');
  expect(sold).toMatchObject({ event: 'Bought', userId: 'u1', anonymousId, properties: bought });
  expect(afterwards).toMatchObject({ event: 'Afterwards', anonymousId: expect.any(String) });
  expect(afterwards?.userId, 'reset forgets the visitor').toBeFalsy();
  expect(afterwards?.anonymousId).not.toBe(anonymousId);
  expect(new Set(only('messageId', events)).size).toBe(9);

  expect(new Set(seen.requests.map((request) => request.origin))).toEqual(new Set([site.origin, origin]));
  expect(seen.complaints).toEqual([]);
  const paths = seen.requests.filter((request) => request.origin === origin).map(({ path }) => path);
  expect(new Set(paths)).toEqual(
    new Set([
      `/analytics.js/v1/${source.writeKey}/analytics.min.js`,
      `/v1/projects/${source.writeKey}/settings`,
      ...['/v1/p', '/v1/t', '/v1/i', '/v1/g', '/v1/s', '/v1/a'],
    ]),
  );
  await leave();
});

test('a snippet that is on a page twice runs once and says so', async ({ browser, origin, owner, source, site }) => {
  const snippet = snippetOf(source.writeKey, origin);
  site.pages.set(
    '/',
    `<!doctype html><title>Twice</title>${snippet}${snippet}<script>analytics.track('Once')</script>`,
  );
  const { page: visitor, seen, leave } = await aVisitor(browser);
  await visitor.goto(site.origin);
  const events = await loggedEvents(owner, source.id, 2);
  expect(only('type', events).sort()).toEqual(['page', 'track']);
  expect(seen.complaints).toEqual(['The analytics snippet is on this page twice.']);
  await leave();
});

test('the query of an address identifies, tracks and names the visitor', async ({
  browser,
  origin,
  owner,
  source,
  site,
}) => {
  site.pages.set('/', `<!doctype html><title>Landing</title>${snippetOf(source.writeKey, origin)}`);
  const { page: visitor, seen, leave } = await aVisitor(browser);
  const query = 'ajs_aid=anon-7&ajs_uid=u7&ajs_trait_plan=pro&ajs_event=Mail%20Clicked&ajs_prop_mail=welcome';
  await visitor.goto(`${site.origin}/?${query}`);
  const events = await loggedEvents(owner, source.id, 3);
  expect(said(events, 'identify')).toMatchObject([{ userId: 'u7', anonymousId: 'anon-7', traits: { plan: 'pro' } }]);
  expect(said(events, 'track')).toMatchObject([
    { event: 'Mail Clicked', userId: 'u7', anonymousId: 'anon-7', properties: { mail: 'welcome' } },
  ]);
  expect(said(events, 'page')).toMatchObject([{ anonymousId: 'anon-7' }]);
  expect(seen.requests.map(({ path }) => path)).toContainEqual(
    expect.stringMatching(/^\/analytics-next\/bundles\/queryString/),
  );
  expect(new Set(seen.requests.map((request) => request.origin))).toEqual(new Set([site.origin, origin]));
  expect(seen.complaints).toEqual([]);
  await leave();
});

test('the npm package as the Overview says, in batches, and what is left when the visitor leaves', async ({
  page,
  browser,
  origin,
  owner,
  source,
  site,
}) => {
  const guide = await copied(page, owner, source, 'npm');
  const batching = `{ integrations: { 'Segment.io': { deliveryStrategy: { strategy: 'batching', config: { size: 3, timeout: 60000 } } } } }`;
  const code = guide.replace(/\n\}\)/, `\n}, ${batching})`);
  expect(code).not.toBe(guide);
  await buildApp(site, `${code}\nObject.assign(window, { analytics })`);
  const { page: visitor, seen, leave } = await aVisitor(browser);
  await visitor.goto(site.origin);
  await visitor.evaluate(async () => {
    const { analytics } = window as unknown as { analytics: AnalyticsBrowser };
    await analytics.ready();
    await Promise.all([analytics.track('One'), analytics.track('Two')]);
  });
  const full = await loggedEvents(owner, source.id, 3);
  expect(only('type', full).sort()).toEqual(['page', 'track', 'track']);
  expect(full[0]).toMatchObject({
    context: { library: { name: 'analytics.js', version: 'npm:next-1.84.3' }, ip: '127.0.0.1' },
  });
  const batches = () => seen.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/b');
  expect(batches()).toHaveLength(1);

  await visitor.evaluate(async () => {
    const { analytics } = window as unknown as { analytics: AnalyticsBrowser };
    await analytics.track('Leaving'); // into the batch: analytics.js reaches it some moments after the call
  });
  await visitor.goto('about:blank');
  const all = await loggedEvents(owner, source.id, 4);
  expect(only('event', all)).toContain('Leaving');
  expect(new Set(seen.requests.map((request) => request.origin))).toEqual(new Set([site.origin, origin]));
  expect(seen.complaints).toEqual([]);
  await leave();
});

test('an event of the moment in which the visitor follows a link arrives once', async ({
  browser,
  origin,
  owner,
  source,
  site,
}) => {
  await buildApp(
    site,
    `import { AnalyticsBrowser } from '@segment/analytics-next'
     const settings = { writeKey: '${source.writeKey}', cdnURL: '${origin}' }
     const delivery = { deliveryStrategy: { config: { keepalive: true } } }
     const analytics = AnalyticsBrowser.load(settings, { integrations: { 'Segment.io': delivery } })
     const link = Object.assign(document.createElement('a'), { href: '/next', textContent: 'Next' })
     link.addEventListener('click', () => void analytics.track('Followed'))
     analytics.ready().then(() => document.body.append(link))`,
  );
  site.pages.set('/next', (site.pages.get('/') ?? '').replace('App', 'Next'));
  const { page: visitor, seen, leave } = await aVisitor(browser);
  await visitor.goto(site.origin);
  // A page that comes before analytics.js has begun to send would end it, and the event with it: that is the SDK's.
  site.waits.set(
    '/next',
    visitor.waitForRequest((request) => new URL(request.url()).pathname === '/v1/t'),
  );
  await visitor.getByRole('link', { name: 'Next' }).click();
  await expect(visitor).toHaveTitle('Next');
  const events = await loggedEvents(owner, source.id, 1);
  expect(events).toMatchObject([{ event: 'Followed', context: { page: { path: '/', title: 'App' } } }]);
  expect(new Set(seen.requests.map((request) => request.origin))).toEqual(new Set([site.origin, origin]));
  await leave();
});

test('a wrong write key is told on the page, and asks no other host either', async ({ browser, origin, site }) => {
  const wrong = 'W'.repeat(32);
  const snippet = snippetOf(wrong, origin);
  site.pages.set('/', `<!doctype html><title>Wrong</title>${snippet}<script>analytics.track('Lost')</script>`);
  const { page: visitor, seen, leave } = await aVisitor(browser);
  await visitor.goto(site.origin);
  await expect.poll(() => seen.complaints).toContain('No enabled source has this write key.');
  await expect.poll(() => seen.requests.filter(({ path }) => path === '/v1/m')).toHaveLength(1);
  const asked = seen.requests.filter((request) => request.origin !== site.origin);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    `GET /analytics.js/v1/${wrong}/analytics.min.js`,
    `GET /v1/projects/${wrong}/settings`,
    'POST /v1/m',
  ]);
  expect(new Set(asked.map((request) => request.origin))).toEqual(new Set([origin]));

  await buildApp(
    site,
    `import { AnalyticsBrowser } from '@segment/analytics-next'
     const loaded = AnalyticsBrowser.load({ writeKey: '${wrong}', cdnURL: '${origin}' })
     Object.assign(window, { outcome: loaded.then(() => 'loaded', (error) => error.message) })`,
  );
  await visitor.goto(site.origin);
  expect(await visitor.evaluate(() => (window as unknown as { outcome: Promise<string> }).outcome)).toBe(
    'No enabled source has this write key.',
  );
  await leave();
});
