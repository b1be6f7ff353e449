import type { BrowserContext } from '@playwright/test';
import { aTeammate, expect, sessionOf, test } from './fixtures';
import { aHouse, type House } from './house';
import { ROUTES, routeFiles, workspaceRoutes, type Route } from './routes';

type Answer = { status: number; location: string; body: string };

/** What a route answers; of a stream, its first message. */
async function ask(context: BrowserContext, origin: string, route: Route, path: string): Promise<Answer> {
  if (route.kind !== 'stream') {
    const answer = route.question
      ? await context.request.post(path, { data: route.question, maxRedirects: 0 })
      : await context.request.get(path, { maxRedirects: 0 });
    return { status: answer.status(), location: answer.headers().location ?? '', body: await answer.text() };
  }
  const cookie = (await context.cookies(origin)).map(({ name, value }) => `${name}=${value}`).join('; ');
  const abort = new AbortController();
  const answer = await fetch(origin + path, { headers: { cookie }, redirect: 'manual', signal: abort.signal });
  let body = '';
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    body += part.value;
    if (body.includes('data:')) break;
  }
  abort.abort();
  return { status: answer.status, location: answer.headers.get('location') ?? '', body };
}

/** Asks for many routes, a few at a time, and checks each answer. */
async function onEach(
  routes: [file: string, route: Route][],
  get: (route: Route) => Promise<Answer>,
  check: (answer: Answer, file: string, route: Route) => void,
): Promise<void> {
  const rest = [...routes];
  const work = async () => {
    for (let next = rest.shift(); next !== undefined; next = rest.shift()) check(await get(next[1]), ...next);
  };
  await Promise.all([1, 2, 3, 4].map(work));
}

/**
 * Data and whatever is outside a workspace's shell answer 404. Pages inside it are streamed: their status has been sent
 * before it is known that there is nothing, so they say it in the stream, with Next's own sign.
 */
function expectNothing({ status, body }: Answer, file: string, route: Route): void {
  if (route.kind === 'page' && status === 200) {
    expect.soft(body.includes('NEXT_HTTP_ERROR_FALLBACK;404'), `${file} is found`).toBe(true);
  } else expect.soft(status, file).toBe(404);
}

function expectNoneOf(words: string[], { body }: Answer, file: string): void {
  for (const word of words) expect.soft(body.includes(word), `${file} tells ${word}`).toBe(false);
}

const secretsOf = (house: House) => [house.mark, house.writeKey, house.owner.workspaceName, house.owner.email];

test('every page and route handler under app/ is named in the table of routes', () => {
  expect(Object.keys(ROUTES).sort()).toEqual(routeFiles());
});

test('nobody is led to the sign-in page, and data and streams answer 401', async ({ context, origin }) => {
  const house = await aHouse(origin);
  await onEach(
    Object.entries(ROUTES).filter(([, { audience }]) => audience !== 'anybody'),
    (route) => ask(context, origin, route, route.path(house, house.owner.workspaceSlug)),
    (answer, file, { kind }) => {
      expectNoneOf(secretsOf(house), answer, file);
      expect.soft(answer.status, file).toBe(kind === 'page' ? 307 : 401);
      if (kind === 'page') expect.soft(answer.location, file).toContain('/sign-in?next=');
    },
  );
});

test('an owner of another workspace finds nothing in ours: 404, and none of our data', async ({
  browser,
  origin,
  owner,
}) => {
  const house = await aHouse(origin);
  const context = await sessionOf(browser, owner.userId);
  await onEach(
    workspaceRoutes(),
    (route) => ask(context, origin, route, route.path(house, house.owner.workspaceSlug)),
    (answer, file) => {
      expect.soft(answer.status, file).toBe(404);
      expectNoneOf(secretsOf(house), answer, file);
    },
  );
  await context.close();
});

test('ids of another workspace inside the address of one’s own lead nowhere', async ({ browser, origin }) => {
  const house = await aHouse(origin);
  const own = await aHouse(origin);
  const slug = own.owner.workspaceSlug;
  const context = await sessionOf(browser, own.owner.userId);
  const withIds = (ids: RegExp) => workspaceRoutes().filter(([file]) => ids.test(file));
  // This page only leads on, to another of the table.
  const parents = withIds(/\[(sourceId|destinationId)\]/).filter(([, route]) => route.leadsOn !== true);
  await onEach(
    parents,
    (route) => ask(context, origin, route, route.path(house, slug)),
    (answer, file, route) => {
      expectNothing(answer, file, route);
      expectNoneOf(secretsOf(house), answer, file);
    },
  );
  const { filterId, subscriptionId, eventId } = house;
  await onEach(
    withIds(/\[(filterId|subscriptionId|eventId)\]/),
    (route) => ask(context, origin, route, route.path({ ...own, filterId, subscriptionId, eventId }, slug)),
    (answer, file, route) => {
      expectNothing(answer, `${file} below an own parent`, route);
      expectNoneOf(secretsOf(house), answer, file);
    },
  );
  await context.close();
});

test('the owner opens everything', async ({ browser, origin }) => {
  const house = await aHouse(origin);
  const context = await sessionOf(browser, house.owner.userId);
  await onEach(
    Object.entries(ROUTES).filter(([file]) => !file.startsWith('public-api')),
    (route) => ask(context, origin, route, route.path(house, house.owner.workspaceSlug)),
    (answer, file, { status, kind }) => {
      expect.soft(answer.status, file).toBe(status ?? 200);
      if (kind === 'page') expect.soft(answer.body.includes('NEXT_HTTP_ERROR_FALLBACK'), `${file} fails`).toBe(false);
    },
  );
  await context.close();
});

test('a viewer opens every page, meets no write key and nothing of what only owners manage', async ({
  browser,
  origin,
}) => {
  const house = await aHouse(origin);
  const viewer = await aTeammate(house.owner, 'VIEWER');
  const context = await sessionOf(browser, viewer.userId);
  await onEach(
    workspaceRoutes(),
    (route) => ask(context, origin, route, route.path(house, house.owner.workspaceSlug)),
    (answer, file, { status, viewerStatus, audience }) => {
      expect.soft(answer.status, file).toBe(viewerStatus ?? status ?? 200);
      expectNoneOf([house.writeKey, house.writeKey.slice(0, 8)], answer, file);
      if (audience === 'owner') expectNoneOf([house.mark], answer, file);
    },
  );
  await context.close();
});

test('a source admin meets write keys, but nothing of what only owners manage', async ({ browser, origin }) => {
  const house = await aHouse(origin);
  const admin = await aTeammate(house.owner, 'SOURCE_ADMIN');
  const context = await sessionOf(browser, admin.userId);
  await onEach(
    workspaceRoutes(),
    (route) => ask(context, origin, route, route.path(house, house.owner.workspaceSlug)),
    (answer, file, { status, audience }) => {
      expect.soft(answer.status, file).toBe(status ?? 200);
      if (audience === 'owner') expectNoneOf([house.mark], answer, file);
      if (/\[sourceId\]\/(settings\/)?page/.test(file)) expect.soft(answer.body, file).toContain(house.writeKey);
    },
  );
  await context.close();
});
