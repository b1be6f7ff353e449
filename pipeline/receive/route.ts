import type { EventType } from '@/spec/event';

/** One call, asked for as an image. */
export interface PixelRoute {
  kind: 'pixel';
  type: EventType;
}

/** A path that is posted to: one call, a batch, or analytics.js's own metrics, which are accepted and dropped. */
export type PostRoute = { kind: 'single'; type: EventType } | { kind: 'batch' } | { kind: 'metrics' };

/** What a Tracking API path takes. */
export type Route = PostRoute | PixelRoute;

const single = (type: EventType): Route => ({ kind: 'single', type });
const pixel = (type: EventType): Route => ({ kind: 'pixel', type });

/** Every path (segment-facts 1.2). analytics.js 2 uses only the one-letter forms. */
const ROUTES = new Map<string, Route>([
  ['/v1/identify', single('identify')],
  ['/v1/track', single('track')],
  ['/v1/page', single('page')],
  ['/v1/screen', single('screen')],
  ['/v1/group', single('group')],
  ['/v1/alias', single('alias')],
  ['/v1/i', single('identify')],
  ['/v1/t', single('track')],
  ['/v1/p', single('page')],
  ['/v1/s', single('screen')],
  ['/v1/g', single('group')],
  ['/v1/a', single('alias')],
  ['/v1/pixel/identify', pixel('identify')],
  ['/v1/pixel/track', pixel('track')],
  ['/v1/pixel/page', pixel('page')],
  ['/v1/pixel/screen', pixel('screen')],
  ['/v1/pixel/group', pixel('group')],
  ['/v1/pixel/alias', pixel('alias')],
  ['/v1/batch', { kind: 'batch' }],
  ['/v1/import', { kind: 'batch' }],
  ['/v1/b', { kind: 'batch' }],
  ['/v1/m', { kind: 'metrics' }],
]);

/** Whether `url` (path and query of a request) belongs to the Tracking API at all. */
export function isTrackingPath(url: string): boolean {
  return url.startsWith('/v1/');
}

/** The route of `url`, ignoring its query and a trailing slash; null when there is none. */
export function findRoute(url: string): Route | null {
  const known = ROUTES.get(url);
  if (known) return known;
  const query = url.indexOf('?');
  const path = query < 0 ? url : url.slice(0, query);
  return ROUTES.get(path.endsWith('/') ? path.slice(0, -1) : path) ?? null;
}
