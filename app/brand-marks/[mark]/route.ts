import { BRAND_ICONS } from '@/components/ui/data/brand-icons';
import { brandImage } from '../sprite';

/** One mark as an image ("/brand-marks/hubspot.svg"), for programs that read `logos` in the Public API. */
export async function GET(_request: Request, { params }: { params: Promise<{ mark: string }> }): Promise<Response> {
  const name = (await params).mark.replace(/\.svg$/, '');
  if (!BRAND_ICONS.includes(name)) return new Response('Not found', { status: 404 });
  return new Response(brandImage(name), {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
  });
}
