/**
 * Slugs no workspace may have, because the URL's first part names something else: pages, endpoints, files, and names
 * kept for what is to come. A test compares the list with the folders of app/.
 */
export const RESERVED_SLUGS: ReadonlySet<string> = new Set([
  // pages and endpoints there are
  ...[
    'account',
    'api',
    'brand-marks',
    'forgot',
    'invite',
    'new-workspace',
    'public-api',
    'reset',
    'sign-in',
    'sign-up',
    'token',
    'v1',
  ],
  ...['_next', 'analytics.js', 'analytics-next', 'apple-icon', 'favicon.ico', 'icon.svg', 'manifest.webmanifest'],
  ...['opengraph-image', 'robots.txt', 'sitemap.xml', 'well-known'],
  // kept
  ...['about', 'admin', 'app', 'assets', 'auth', 'billing', 'blog', 'cdn', 'docs', 'health', 'help', 'home', 'login'],
  ...['logout', 'mail', 'new', 'oauth', 'pricing', 'privacy', 'public', 'scim', 'search', 'settings', 'sign-out'],
  ...['signin', 'signup', 'sso', 'static', 'status', 'support', 'switchyard', 'terms', 'v2', 'verify', 'workspaces'],
]);
