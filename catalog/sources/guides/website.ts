import type { GuideInput, InstallGuide, ServerAddress } from '../metadata';
import { snippet } from './snippet';

/** Browsers let a page on https:// load no script over http://, unless it comes from the visitor's own machine. */
function mixedContent({ protocol, hostname, origin }: ServerAddress): string | null {
  if (protocol === 'https' || hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]') return null;
  return `Pages on https:// cannot load a script from ${origin}. Put this server behind TLS and set SWITCHYARD_PUBLIC_URL to its https:// address before you use the snippet on one.`;
}

/** analytics.js 2, loaded from this server or built into an app; both ask this server for the settings of the source. */
export function websiteGuide(input: GuideInput): InstallGuide {
  const { writeKey, server } = input;
  return {
    warning: mixedContent(server),
    steps: [
      {
        title: 'Load analytics.js',
        description:
          'Paste the snippet into the <head> of every page. It loads Segment’s own analytics.js from this server and records the view of the page; no other host is asked for anything. In an app with a build, use the npm package instead.',
        samples: [
          { label: 'Snippet', language: 'html', code: snippet(input) },
          {
            label: 'npm',
            language: 'javascript',
            code: `// npm install @segment/analytics-next
import { AnalyticsBrowser } from '@segment/analytics-next'

export const analytics = AnalyticsBrowser.load({
  writeKey: '${writeKey}',
  cdnURL: '${server.origin}',
})

analytics.page()`,
          },
        ],
      },
      {
        title: 'Record what people do',
        description: 'identify() says who somebody is; what they do before and after belongs to them.',
        samples: [
          {
            label: 'JavaScript',
            language: 'javascript',
            code: `analytics.identify('u_1', { plan: 'pro' })
analytics.track('Button Clicked', { label: 'Sign up' })`,
          },
        ],
      },
    ],
  };
}
