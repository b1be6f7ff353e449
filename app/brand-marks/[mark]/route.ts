import { BRAND_ICONS } from '@/components/ui/data/brand-icons';
import { brandImage } from '../sprite';
import { svgResponse } from '../svg-response';

/** Made once, when the dashboard is built, as the sprite is. */
export const dynamic = 'force-static';
export const dynamicParams = false;

/** The address of every mark. */
export function generateStaticParams(): { mark: string }[] {
  return BRAND_ICONS.map((name) => ({ mark: `${name}.svg` }));
}

/** One mark as an image ("/brand-marks/hubspot.svg"), for programs that read `logos` in the Public API. */
export async function GET(_request: Request, { params }: { params: Promise<{ mark: string }> }): Promise<Response> {
  const { mark } = await params;
  const name = BRAND_ICONS.find((known) => mark === `${known}.svg`);
  return name === undefined ? new Response(null, { status: 404 }) : svgResponse(brandImage(name));
}
