/**
 * Which mark of the sprite (`/brand-marks`) belongs to a type, by the type or the beginning of it: "tiktok" is also
 * "tiktok-audiences". Makers who do not let their mark be used have none; they get a monogram.
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
  algolia: 'algolia',
  chartmogul: 'chartmogul',
  contentstack: 'contentstack',
  'display-video-360': 'googledisplayandvideo360',
  facebook: 'facebook',
  'first-party-dv360': 'googledisplayandvideo360',
  google: 'google',
  'google-analytics': 'googleanalytics',
  'google-campaign-manager-360': 'googlecampaignmanager360',
  'google-enhanced-conversions': 'googleads',
  'google-sheets': 'googlesheets',
  hubspot: 'hubspot',
  intercom: 'intercom',
  kafka: 'apachekafka',
  mixpanel: 'mixpanel',
  nextdoor: 'nextdoor',
  pinterest: 'pinterest',
  posthog: 'posthog',
  qualtrics: 'qualtrics',
  reddit: 'reddit',
  singlestore: 'singlestore',
  snap: 'snapchat',
  tiktok: 'tiktok',
  zapier: 'zapier',
} as const;

/** Every mark that the sprite holds, by its name in simple-icons. */
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
