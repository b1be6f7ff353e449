// First-load JavaScript of every page, as Chromium receives it (compressed), and the server's time to the first byte.
import { chromium } from '@playwright/test';
import { ensureChromium } from '../ensure-chromium.mjs';

/** The pages of a workspace that has one source and one destination. */
function pagesOf(slug, source, destination) {
  return [
    '/sign-in',
    '/sign-up',
    `/${slug}`,
    `/${slug}/sources`,
    `/${slug}/sources/new`,
    `/${slug}/sources/${source}`,
    `/${slug}/sources/${source}/debugger`,
    `/${slug}/sources/${source}/settings`,
    `/${slug}/catalog`,
    `/${slug}/destinations`,
    `/${slug}/destinations/new/webhook`,
    `/${slug}/destinations/${destination}/delivery`,
    `/${slug}/destinations/${destination}/filters`,
    `/${slug}/destinations/${destination}/filters/new`,
    `/${slug}/destinations/${destination}/mappings`,
    `/${slug}/destinations/${destination}/mappings/new?action=send`,
    `/${slug}/destinations/${destination}/tester`,
    `/${slug}/destinations/${destination}/settings`,
    `/${slug}/usage`,
    `/${slug}/settings`,
    `/${slug}/settings/members`,
    `/${slug}/settings/tokens`,
    `/${slug}/settings/audit`,
  ];
}

/** Opens each page in a fresh context, so that nothing is cached, and adds up the scripts it loaded first. */
export async function measurePages({ product, workspace }) {
  const { signIn } = await import('./sign-in.mjs');
  const source = await workspace.addSource('pages');
  const destination = await workspace.addWebhook(source.id, 'Pages', 'http://127.0.0.1:9/');
  const cookies = (await signIn(product.url, workspace)).split('; ').map((pair) => {
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1), url: product.url };
  });
  const browser = await chromium.launch({
    executablePath: await ensureChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });
  const results = [];
  try {
    for (const page of pagesOf(workspace.workspaceSlug, source.id, destination)) {
      const context = await browser.newContext();
      if (page.startsWith(`/${workspace.workspaceSlug}`)) await context.addCookies(cookies);
      const tab = await context.newPage();
      const answer = await tab.goto(product.url + page, { waitUntil: 'load' });
      const measured = await tab.evaluate(() => {
        const [navigation] = performance.getEntriesByType('navigation');
        const scripts = performance
          .getEntriesByType('resource')
          .filter((entry) => entry.initiatorType === 'script' || /\.js(\?|$)/.test(entry.name));
        return {
          bytes: scripts.reduce((sum, entry) => sum + entry.encodedBodySize, 0),
          ttfb: Math.round(navigation.responseStart),
        };
      });
      results.push({
        page: page.replace(source.id, '[source]').replace(destination, '[destination]'),
        status: answer.status(),
        scriptKib: Math.round(measured.bytes / 1024),
        ttfbMs: measured.ttfb,
      });
      await context.close();
    }
  } finally {
    await browser.close();
  }
  return results;
}
