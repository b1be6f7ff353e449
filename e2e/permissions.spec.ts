import type { Route } from '@playwright/test';
import { createToken } from '../control-plane/tokens/create-token';
import { db } from '../storage/client';
import { aTeammate, contextOf, expect, publicApi, sessionOf, signInAs, test } from './fixtures';
import { aHouse } from './house';
import { workspaceRoutes } from './routes';

test('a viewer is shown no control that edits', async ({ page, origin }) => {
  const house = await aHouse(origin);
  const viewer = await aTeammate(house.owner, 'VIEWER');
  await signInAs(page.context(), viewer.userId);
  const EDITS =
    /^(Add|Create|New|Invite|Save|Delete|Revoke|Generate|Disable|Enable|Remove|Replace|Change|Actions for|Configure|Set|Retry|Reset)\b/;
  for (const [file, route] of workspaceRoutes()) {
    if (route.kind !== 'page') continue;
    await page.goto(route.path(house, house.owner.workspaceSlug));
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const main = page.getByRole('main');
    expect.soft(await main.getByRole('button', { name: EDITS }).allInnerTexts(), file).toEqual([]);
    expect.soft(await main.getByRole('link', { name: EDITS }).allInnerTexts(), file).toEqual([]);
    for (const control of await main.getByRole('switch').all()) {
      await expect.soft(control, file).toHaveAttribute('aria-disabled', 'true');
    }
  }
});

test('a server action that a viewer sends all the same is refused, and another workspace’s finds nothing', async ({
  page,
  browser,
  origin,
  owner: stranger,
}) => {
  const house = await aHouse(origin);
  const viewer = await aTeammate(house.owner, 'VIEWER');
  const base = `/${house.owner.workspaceSlug}`;
  const sent: { url: string; headers: Record<string, string>; data: Buffer }[] = [];
  const keepActions = async (route: Route) => {
    const request = route.request();
    const action = request.headers()['next-action'];
    const data = request.postDataBuffer();
    if (action === undefined || data === null) return route.fallback();
    const { accept = '', 'content-type': type = '' } = request.headers();
    sent.push({ url: request.url(), headers: { accept, 'content-type': type, 'next-action': action, origin }, data });
    await route.abort();
  };
  await page.route('**', keepActions);
  await signInAs(page.context(), house.owner.userId);
  const deeds: [path: string, deed: () => Promise<void>][] = [
    [
      `${base}/sources/${house.sourceId}`,
      async () => {
        await page.getByRole('switch').click();
        await page.getByRole('button', { name: 'Disable source' }).click();
      },
    ],
    [
      `${base}/sources/${house.sourceId}/settings`,
      () => page.getByRole('button', { name: 'Generate another key' }).click(),
    ],
    [`${base}/sources/${house.sourceId}/settings`, () => page.getByRole('switch', { name: 'Honest answers' }).click()],
    [
      `${base}/sources/${house.sourceId}/settings`,
      async () => {
        await page.getByRole('button', { name: /^Change the limit of/ }).click();
        await page.getByLabel('Events per second').fill('5');
        await page.getByRole('button', { name: 'Save limit' }).click();
      },
    ],
    [
      `${base}/destinations/new/webhook?source=${house.sourceId}`,
      () => page.getByRole('button', { name: 'Create disabled' }).click(),
    ],
    [
      `${base}/destinations/new/webhook?source=${house.sourceId}`,
      async () => {
        await page.getByLabel('URL', { exact: true }).fill('http://10.0.0.7/');
        await page.getByLabel('Name', { exact: true }).focus();
      },
    ],
    [
      `${base}/destinations/${house.destinationId}/settings`,
      async () => {
        await page.getByLabel('Name', { exact: true }).fill('Taken');
        await page.getByRole('button', { name: 'Save changes' }).click();
      },
    ],
    [`${base}/destinations/${house.destinationId}/filters`, () => page.getByRole('switch').first().click()],
    [
      `${base}/destinations/${house.destinationId}/delivery`,
      () =>
        page
          .getByRole('button', { name: /^Retry .* now$/ })
          .first()
          .click(),
    ],
    [
      `${base}/destinations/${house.destinationId}/settings`,
      async () => {
        await page.getByLabel('Requests at once').fill('3');
        await page.getByRole('button', { name: 'Save delivery' }).click();
      },
    ],
    [
      `${base}/destinations/${house.destinationId}/mappings`,
      async () => {
        await page.getByRole('button', { name: /^Actions for/ }).click();
        await page.getByRole('menuitem', { name: 'Duplicate' }).click();
      },
    ],
    [
      `${base}/destinations/${house.destinationId}/mappings`,
      async () => {
        await page.getByRole('checkbox', { name: 'Select all mappings' }).check();
        await page.getByRole('button', { name: 'Disable', exact: true }).click();
      },
    ],
    [
      `${base}/destinations/${house.destinationId}/tester`,
      async () => {
        await page.unroute('**', keepActions); // a dry test first, which whoever reads may do
        await page.getByRole('button', { name: 'Run dry test' }).click();
        await page.getByRole('button', { name: 'Send for real' }).waitFor();
        await page.route('**', keepActions);
        await page.getByRole('button', { name: 'Send for real' }).click();
      },
    ],
    [
      `${base}/settings/members`,
      async () => {
        await page.getByRole('button', { name: 'Invite', exact: true }).click();
        await page.getByLabel('Email addresses').fill('jun@example.com');
        await page.getByRole('dialog').getByRole('button', { name: 'Invite', exact: true }).click();
      },
    ],
    [
      `${base}/settings/tokens`,
      async () => {
        await page.getByRole('button', { name: 'Create token' }).click();
        await page.getByLabel('Name').fill('Stolen');
        await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
      },
    ],
    [
      `${base}/settings/oauth`,
      async () => {
        await page.getByRole('button', { name: 'Create OAuth app' }).click();
        await page.getByLabel('Name', { exact: true }).fill('Stolen');
        await page.getByLabel('Name of the key').fill('Mine');
        await page.getByLabel('Public key', { exact: true }).fill('-----BEGIN PUBLIC KEY-----');
        await page.getByRole('dialog').getByRole('button', { name: 'Create OAuth app' }).click();
      },
    ],
  ];
  const mine = await sessionOf(browser, viewer.userId);
  const theirs = await sessionOf(browser, stranger.userId);
  for (const [path, deed] of deeds) {
    await page.goto(path);
    sent.length = 0;
    await deed();
    await expect.poll(() => sent.length, { message: `the action of ${path}` }).toBeGreaterThan(0);
    const { url, headers, data } = sent[0] ?? { url: '', headers: {}, data: Buffer.from('') };
    const refused = await mine.request.post(url, { headers, data });
    expect.soft(await refused.text(), `a viewer at ${path}`).toContain('"code":"forbidden"');
    const unfound = await theirs.request.post(url, { headers, data });
    expect.soft(unfound.status(), `a stranger at ${path}`).toBe(404);
  }
  const { workspaceId } = house.owner;
  expect(await db().destination.count({ where: { workspaceId } })).toBe(1);
  expect(await db().destination.count({ where: { workspaceId, name: 'Taken' } })).toBe(0);
  expect(await db().source.count({ where: { workspaceId, enabled: false } })).toBe(0);
  expect(await db().source.count({ where: { workspaceId, honestMode: true } })).toBe(0);
  expect(await db().writeKey.count({ where: { sourceId: house.sourceId } })).toBe(1);
  expect(await db().writeKey.count({ where: { sourceId: house.sourceId, eventsPerSecond: { not: null } } })).toBe(0);
  expect(await db().destination.count({ where: { workspaceId, concurrency: { not: 64 } } })).toBe(0);
  expect(await db().invite.count({ where: { workspaceId } })).toBe(0);
  expect(await db().apiToken.count({ where: { workspaceId } })).toBe(1);
  expect(await db().oauthApp.count({ where: { workspaceId } })).toBe(1);
  await mine.close();
  await theirs.close();
});

test('a token reads as its role allows, writes only with one that may, and finds nothing of another workspace', async ({
  origin,
  owner: stranger,
}) => {
  const house = await aHouse(origin);
  const { token } = await createToken(contextOf(house.owner), { name: 'Reader', role: 'VIEWER' });
  const source = `/sources/${house.sourceId}`;
  const destination = `/destinations/${house.destinationId}`;
  const filter = `/destination/${house.destinationId}/filters/${house.filterId}`;
  const mapping = `${destination}/subscriptions/${house.subscriptionId}`;
  const reads = [source, `${source}/connected-destinations`, destination, `${destination}/subscriptions`, mapping];
  reads.push(`/destination/${house.destinationId}/filters`, filter, `${destination}/delivery-metrics`);
  const writes: [method: string, path: string, body?: unknown][] = [
    ['PATCH', source, { name: 'Taken' }],
    ['POST', `${source}/writekey`],
    ['DELETE', `${source}/writekey/${house.writeKey}`],
    ['PATCH', destination, { name: 'Taken' }],
    ['PATCH', filter, { enabled: false }],
    ['PATCH', mapping, { input: { enabled: false } }],
    ['DELETE', filter],
    ['DELETE', mapping],
    ['DELETE', destination],
    ['DELETE', source],
  ];
  const reader = publicApi(token, origin);
  const foreign = publicApi(stranger.token, origin);
  for (const path of reads) {
    const own = await reader('GET', path);
    expect.soft(own.status, path).toBe(200);
    expect.soft(own.text.includes(house.writeKey), `${path} tells the write key`).toBe(false);
    const other = await foreign('GET', path);
    expect.soft(other.status, path).toBe(404);
    expect.soft(other.text.includes(house.mark), `${path} tells ${house.mark}`).toBe(false);
  }
  for (const [method, path, body] of writes) {
    expect.soft((await reader(method, path, body)).status, `viewer: ${method} ${path}`).toBe(403);
    expect.soft((await foreign(method, path, body)).status, `other workspace: ${method} ${path}`).toBe(404);
  }
  expect((await publicApi(house.owner.token, origin)('GET', filter)).status, 'nothing was deleted').toBe(200);
});
