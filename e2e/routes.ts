import { readdirSync } from 'node:fs';
import type { House } from './house';

/**
 * Who may open a route:
 * `anybody`; `signed-in` (no workspace is involved); `member` (any role of the workspace); `owner` (others are told so).
 */
type Audience = 'anybody' | 'signed-in' | 'member' | 'owner';

/** How a route is asked for. `kind` says how it refuses: pages lead to the sign-in page, data answers 401. */
export interface Route {
  kind: 'page' | 'data' | 'stream';
  audience: Audience;
  path: (house: House, slug: string) => string;
  /** What the owner gets, if not 200. */
  status?: number;
  /** The page only leads to another one, which decides. */
  leadsOn?: boolean;
  /** A question that does not fit an address: it is asked by POST, with this as JSON. */
  question?: Record<string, unknown>;
  /** What a viewer gets, if not the same as the owner. */
  viewerStatus?: number;
}

const page = (path: Route['path'], audience: Audience = 'member', status = 200): Route => ({
  kind: 'page',
  audience,
  path,
  status,
});
const data = (path: Route['path']): Route => ({ kind: 'data', audience: 'member', path });

/** What the mapping editor asks about a mapping of the house's webhook. */
const QUESTION = { actionSlug: 'send', trigger: 'all', mapping: {}, event: { kind: 'generated' }, field: 'url' };

const W = '(dashboard)/[workspace]';
const D = `${W}/destinations/[destinationId]`;
const source = ({ sourceId }: House, slug: string) => `/${slug}/sources/${sourceId}`;
const destination = ({ destinationId }: House, slug: string) => `/${slug}/destinations/${destinationId}`;
const live = ({ sourceId }: House) => `/api/live/sources/${sourceId}`;

/** Every route of the product by its file under app/, and how to fill its parameters. */
export const ROUTES: Record<string, Route> = {
  'page.tsx': page(() => '/', 'anybody', 307),
  '(auth)/sign-in/page.tsx': page(() => '/sign-in', 'anybody', 307),
  '(auth)/sign-up/page.tsx': page(() => '/sign-up', 'anybody', 307),
  '(auth)/forgot/page.tsx': page(() => '/forgot', 'anybody'),
  '(auth)/reset/[token]/page.tsx': page(() => '/reset/rst_nothing', 'anybody'),
  '(auth)/invite/[token]/page.tsx': page(() => '/invite/inv_nothing', 'anybody'),
  'api/auth/[...nextauth]/route.ts': { kind: 'data', audience: 'anybody', path: () => '/api/auth/csrf' },
  // Who is signed in is led on; what becomes of a state is the subject of destination-oauth.spec.ts.
  'api/destination-oauth/callback/route.ts': page(() => '/api/destination-oauth/callback?state=no', 'signed-in', 307),
  'account/connect-refused/page.tsx': page(() => '/account/connect-refused', 'signed-in'),
  'account/page.tsx': page(() => '/account', 'signed-in'),
  'new-workspace/page.tsx': page(() => '/new-workspace', 'signed-in'),
  [`${W}/page.tsx`]: page((_, slug) => `/${slug}`),
  [`${W}/catalog/page.tsx`]: page((_, slug) => `/${slug}/catalog`),
  [`${W}/catalog/details/route.ts`]: data((_, slug) => `/${slug}/catalog/details?type=webhook`),
  'brand-marks/route.ts': { kind: 'data', audience: 'anybody', path: () => '/brand-marks' },
  'brand-marks/[mark]/route.ts': { kind: 'data', audience: 'anybody', path: () => '/brand-marks/hubspot.svg' },
  [`${W}/sources/page.tsx`]: page((_, slug) => `/${slug}/sources`),
  [`${W}/sources/new/page.tsx`]: page((_, slug) => `/${slug}/sources/new`),
  [`${W}/sources/[sourceId]/page.tsx`]: page(source),
  [`${W}/sources/[sourceId]/debugger/page.tsx`]: page((house, slug) => `${source(house, slug)}/debugger`),
  [`${W}/sources/[sourceId]/settings/page.tsx`]: page((house, slug) => `${source(house, slug)}/settings`),
  [`${W}/destinations/page.tsx`]: page((_, slug) => `/${slug}/destinations`),
  [`${W}/destinations/new/[type]/page.tsx`]: page((_, slug) => `/${slug}/destinations/new/webhook`),
  [`${W}/destinations/new/[type]/previews/route.ts`]: {
    ...data((house, slug) => `/${slug}/destinations/new/webhook/previews?source=${house.sourceId}`),
    viewerStatus: 403,
  },
  [`${D}/page.tsx`]: { ...page(destination), leadsOn: true },
  [`${D}/(tabs)/delivery/page.tsx`]: page((house, slug) => `${destination(house, slug)}/delivery`),
  [`${D}/(tabs)/delivery/data/route.ts`]: data((house, slug) => `${destination(house, slug)}/delivery/data?period=24h`),
  [`${D}/(tabs)/delivery/deliveries/route.ts`]: data(
    (house, slug) => `${destination(house, slug)}/delivery/deliveries?state=failed`,
  ),
  [`${D}/(tabs)/delivery/samples/route.ts`]: data(
    (house, slug) => `${destination(house, slug)}/delivery/samples?reason=ECONNREFUSED`,
  ),
  [`${D}/(tabs)/filters/page.tsx`]: page((house, slug) => `${destination(house, slug)}/filters`),
  [`${D}/(tabs)/mappings/page.tsx`]: page((house, slug) => `${destination(house, slug)}/mappings`),
  [`${D}/(tabs)/tester/page.tsx`]: page((house, slug) => `${destination(house, slug)}/tester`),
  [`${D}/(tabs)/settings/page.tsx`]: page((house, slug) => `${destination(house, slug)}/settings`),
  [`${D}/filters/new/page.tsx`]: page((house, slug) => `${destination(house, slug)}/filters/new`),
  [`${D}/filters/[filterId]/page.tsx`]: page((house, slug) => `${destination(house, slug)}/filters/${house.filterId}`),
  [`${D}/mappings/[subscriptionId]/page.tsx`]: page(
    (house, slug) => `${destination(house, slug)}/mappings/${house.subscriptionId}`,
  ),
  [`${D}/mappings/new/page.tsx`]: page((house, slug) => `${destination(house, slug)}/mappings/new?action=send`),
  [`${D}/mappings/editor/properties/route.ts`]: data(
    (house, slug) => `${destination(house, slug)}/mappings/editor/properties`,
  ),
  [`${D}/mappings/editor/events/route.ts`]: data(
    (house, slug) => `${destination(house, slug)}/mappings/editor/events?trigger=all`,
  ),
  [`${D}/mappings/editor/preview/route.ts`]: {
    ...data((house, slug) => `${destination(house, slug)}/mappings/editor/preview`),
    question: QUESTION,
  },
  // No field of a webhook has choices that a vendor would know: its owner is told so, a viewer may not ask.
  [`${D}/mappings/editor/choices/route.ts`]: {
    ...data((house, slug) => `${destination(house, slug)}/mappings/editor/choices`),
    question: QUESTION,
    status: 400,
    viewerStatus: 403,
  },
  [`${W}/usage/page.tsx`]: page((_, slug) => `/${slug}/usage`),
  [`${W}/usage/api-calls/page.tsx`]: page((_, slug) => `/${slug}/usage/api-calls`),
  [`${W}/usage/export/route.ts`]: data(
    (_, slug) => `/${slug}/usage/export?month=${new Date().toISOString().slice(0, 7)}`,
  ),
  [`${W}/settings/page.tsx`]: page((_, slug) => `/${slug}/settings`),
  [`${W}/settings/members/page.tsx`]: page((_, slug) => `/${slug}/settings/members`),
  [`${W}/settings/tokens/page.tsx`]: page((_, slug) => `/${slug}/settings/tokens`, 'owner'),
  [`${W}/settings/oauth/page.tsx`]: page((_, slug) => `/${slug}/settings/oauth`),
  [`${W}/settings/oauth/[appId]/page.tsx`]: page((house, slug) => `/${slug}/settings/oauth/${house.oauthAppId}`),
  [`${W}/settings/audit/page.tsx`]: page((_, slug) => `/${slug}/settings/audit`, 'owner'),
  'api/live/sources/[sourceId]/route.ts': {
    kind: 'stream',
    audience: 'member',
    path: (house, slug) => `${live(house)}?workspace=${slug}&after=0`,
  },
  'api/live/sources/[sourceId]/events/route.ts': data((house, slug) => `${live(house)}/events?workspace=${slug}`),
  'api/live/sources/[sourceId]/events/[eventId]/route.ts': data(
    (house, slug) => `${live(house)}/events/${house.eventId}?workspace=${slug}`,
  ),
  'api/live/sources/[sourceId]/find/route.ts': data(
    (house, slug) => `${live(house)}/find?workspace=${slug}&id=${house.eventId}`,
  ),
  // By token, not by session; the stories below and app/public-api's own tests try every operation.
  'public-api/[[...path]]/route.ts': { kind: 'data', audience: 'signed-in', path: () => '/public-api/sources' },
};

/** The files under app/ that answer requests. */
export function routeFiles(): string[] {
  return readdirSync('app', { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /(^|\/)(page\.tsx|route\.ts)$/.test(file))
    .sort();
}

/** The routes that only members of the workspace may open, with their files. */
export function workspaceRoutes(): [file: string, route: Route][] {
  return Object.entries(ROUTES).filter(([, { audience }]) => audience === 'member' || audience === 'owner');
}
