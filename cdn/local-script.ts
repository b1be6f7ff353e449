/**
 * What Segment's script falls back to when a page does not say otherwise, and how often it stands in the file. A new
 * version of the package in which a count differs is refused, so that no address of Segment's slips through.
 */
const DEFAULTS: { name: string; pattern: RegExp; times: number; become: (origin: URL) => string }[] = [
  {
    name: 'host of settings and bundles',
    pattern: /https:\/\/cdn\.segment\.com/g,
    times: 3,
    become: ({ origin }) => origin,
  },
  { name: 'host of events', pattern: /api\.segment\.io\/v1/g, times: 1, become: ({ host }) => `${host}/v1` },
  {
    name: 'protocol of events',
    pattern: /:"https"/g,
    times: 2,
    become: ({ protocol }) => `:"${protocol.slice(0, -1)}"`,
  },
  {
    name: 'polyfill for browsers of before 2017',
    pattern: /https:\/\/cdnjs\.cloudflare\.com\/ajax\/libs\/babel-polyfill\/[\d.]+/g,
    times: 1,
    become: ({ origin }) => `${origin}/analytics-next/bundles`,
  },
  // Its columns are those of the unchanged file.
  { name: 'source map', pattern: /\n\/\/# sourceMappingURL=\S+\s*$/g, times: 1, become: () => '\n' },
];

const NOTICE = `/* @segment/analytics-next, copyright Segment, MIT licence (https://github.com/segmentio/analytics-next). Its default addresses are replaced by this server's. */\n`;

/**
 * Segment's standalone analytics.js with every default address replaced by `origin`, so that even a page that names no
 * host, or one whose write key is wrong, talks to nobody but us. Nothing else is changed.
 * @throws Error when the file does not look as expected.
 */
export function localScript(script: string, origin: string): string {
  const to = new URL(origin);
  let changed = script;
  for (const { name, pattern, times, become } of DEFAULTS) {
    const found = changed.match(pattern)?.length ?? 0;
    if (found !== times) {
      throw new Error(
        `analytics.js names its ${name} ${found} times, not ${times}: cdn/local-script.ts must be revised.`,
      );
    }
    changed = changed.replace(pattern, () => become(to));
  }
  return NOTICE + changed;
}
