/**
 * An answer with a drawing. Browsers keep it, and ask again soon enough that after an upgrade of the product no mark that
 * is new in it is missing for more than a page.
 */
export function svgResponse(svg: string): Response {
  return new Response(svg, {
    headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=600, stale-while-revalidate=3600' },
  });
}
