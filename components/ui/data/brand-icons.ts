/**
 * Which mark of the sprite (`/brand-marks`) belongs to a type, by the type or the beginning of it: "tiktok" is also
 * "tiktok-audiences". A product stands under the mark of the company that owns it. Makers of whom neither of the two
 * free sets of marks has one get a monogram.
 */
const MARKS = {
  javascript: 'javascript',
  website: 'javascript',
  nodejs: 'nodedotjs',
  node: 'nodedotjs',
  'node.js': 'nodedotjs',
  python: 'python',
  go: 'go',
  ruby: 'ruby',
  java: 'openjdk',
  php: 'php',
  dotnet: 'dotnet',
  net: 'dotnet',
  '.net': 'dotnet',
  ios: 'apple',
  apple: 'apple',
  swift: 'apple',
  android: 'android',
  kotlin: 'android',
  'react-native': 'react',
  adobe: 'adobe',
  algolia: 'algolia',
  amplitude: 'amplitude',
  braze: 'braze',
  chartmogul: 'chartmogul',
  close: 'close',
  contentstack: 'contentstack',
  customerio: 'customerio',
  discord: 'discord',
  drip: 'drip',
  emarsys: 'sap',
  facebook: 'facebook',
  'first-party-dv360': 'googledisplayandvideo360',
  'google-analytics': 'googleanalytics',
  'google-campaign-manager-360': 'googlecampaignmanager360',
  'google-enhanced-conversions': 'googleads',
  'google-sheets': 'googlesheets',
  heap: 'heap',
  hubspot: 'hubspot',
  intercom: 'intercom',
  kafka: 'apachekafka',
  launchdarkly: 'launchdarkly',
  linkedin: 'linkedin',
  loops: 'loops',
  marketo: 'adobe',
  mixpanel: 'mixpanel',
  'ms-bing': 'microsoft',
  optimizely: 'optimizely',
  pardot: 'salesforce',
  pinterest: 'pinterest',
  pipedrive: 'pipedrive',
  posthog: 'posthog',
  qualtrics: 'qualtrics',
  reddit: 'reddit',
  salesforce: 'salesforce',
  segment: 'segment',
  sendgrid: 'sendgrid',
  singlestore: 'singlestore',
  slack: 'slack',
  snap: 'snapchat',
  survicate: 'survicate',
  tiktok: 'tiktok',
  twilio: 'twilio',
  webhook: 'webhooks',
  webhooks: 'webhooks',
  zapier: 'zapier',
} as const;

/** Every mark that the sprite holds; the name is also its address, "/brand-marks/slack.svg". */
export const BRAND_ICONS: readonly string[] = [...new Set(Object.values(MARKS))];

const BY_TYPE: Record<string, string> = MARKS;

/** The name of a maker's mark in the sprite, or null when there is none. The longest beginning that fits decides. */
export function brandIcon(type: string): string | null {
  const parts = type.split('-');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = BY_TYPE[parts.slice(0, length).join('-')];
    if (found) return found;
  }
  return null;
}
