import { NextResponse, type NextRequest } from 'next/server';
import { contentSecurityPolicy } from './components/layout/content-security-policy';

declare const SWITCHYARD_DEV: boolean;

/**
 * Runs before every page: a fresh nonce and the content security policy that names it. Next puts the nonce on its own
 * scripts because it finds the policy among the request's headers; the root layout reads `x-nonce` for the rest, and the
 * sign-in redirect `x-path` for coming back.
 */
export function proxy(request: NextRequest): NextResponse {
  const nonce = btoa(crypto.randomUUID());
  const policy = contentSecurityPolicy(nonce, SWITCHYARD_DEV);
  const headers = new Headers(request.headers);
  headers.set('x-path', request.nextUrl.pathname + request.nextUrl.search);
  headers.set('x-nonce', nonce);
  headers.set('content-security-policy', policy);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);
  return response;
}

/** Read by Next: runs for every address that may answer a page, but not for prefetches, which show none. */
export const config = {
  matcher: [
    {
      source: '/((?!api/|public-api/|_next/static|_next/image|icon.svg|favicon.ico).*)',
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
};
