/**
 * sonner adds one <style> element of its own without a nonce; the policy lets in exactly that text.
 * content-security-policy.test.ts computes it from the installed package, so an update cannot silently break toasts.
 */
export const SONNER_STYLE_HASH = 'sha256-StEaX+se6YS7pqjzrzMIA0KaX9zF/8zAhvQXZAe5epY=';

/** The hash of nothing: libraries first add an empty <style> and fill it by script, which the policy must let stand. */
const EMPTY_STYLE_HASH = 'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';

/**
 * The policy of every page. Scripts run only with the nonce of this response (and what they load); nothing else may be
 * framed, embedded or posted to. Style attributes are allowed, style elements only with nonce or hash. In development
 * Next needs eval for hot reload and adds styles without a nonce.
 */
export function contentSecurityPolicy(nonce: string, development: boolean): string {
  const style = development ? "'unsafe-inline'" : `'nonce-${nonce}' '${SONNER_STYLE_HASH}' '${EMPTY_STYLE_HASH}'`;
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ''}`,
    `style-src 'self' ${style}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    `connect-src 'self'${development ? ' ws: wss:' : ''}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}
