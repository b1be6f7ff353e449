import type { GuideInput, InstallGuide } from '../metadata';
import { npmInstall } from './npm-install';

/**
 * analytics.js 2 from npm. Given `cdnSettings` it asks no CDN for them; `apiHost` is without scheme and with `/v1`,
 * and `protocol` is https unless told otherwise.
 */
export function websiteGuide({ writeKey, server }: GuideInput): InstallGuide {
  const protocol = server.protocol === 'http' ? `\n        protocol: 'http',` : '';
  return {
    warning: null,
    steps: [
      npmInstall('@segment/analytics-next', 'Segment’s own analytics.js works unchanged.'),
      {
        title: 'Send an event',
        description: 'Only the host differs from Segment’s documentation. page() records the view of the page.',
        samples: [
          {
            label: 'JavaScript',
            language: 'javascript',
            code: `import { AnalyticsBrowser } from '@segment/analytics-next'

export const analytics = AnalyticsBrowser.load({
  writeKey: '${writeKey}',
  cdnSettings: {
    integrations: {
      'Segment.io': {
        apiKey: '${writeKey}',
        apiHost: '${server.host}/v1',${protocol}
      },
    },
  },
})

analytics.page()
analytics.track('Button Clicked', { label: 'Sign up' })`,
          },
        ],
      },
    ],
  };
}
