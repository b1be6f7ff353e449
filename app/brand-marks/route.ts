import { brandSprite } from './sprite';
import { svgResponse } from './svg-response';

/** Made once, when the dashboard is built: no server reads the packages that the marks come from. */
export const dynamic = 'force-static';

/** The marks of the makers of sources and destinations, for `<use href="/brand-marks#hubspot">`. */
export function GET(): Response {
  return svgResponse(brandSprite());
}
