import { brandSprite } from './sprite';

/** Made once, when the dashboard is built. */
export const dynamic = 'force-static';

/** The marks of the makers of sources and destinations, for `<use href="/brand-marks#hubspot">`. */
export function GET(): Response {
  return new Response(brandSprite(), {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
  });
}
