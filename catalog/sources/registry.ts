import type { SourceMetadata } from './metadata';

const SOURCES: readonly SourceMetadata[] = [
  {
    id: 'b16a0f7c4d2e93815f60a71c',
    type: 'javascript',
    name: 'JavaScript website',
    description: 'Page views and clicks from a website or single-page app, with Segment’s analytics.js 2.',
    categories: ['Website'],
    language: 'javascript',
    library: '@segment/analytics-next',
    website: 'https://github.com/segmentio/analytics-next',
  },
  {
    id: '3f8e21ab60c947d5b2e81f04',
    type: 'node',
    name: 'Node.js',
    description: 'Events from a Node.js server, with Segment’s analytics-node.',
    categories: ['Server'],
    language: 'node',
    library: '@segment/analytics-node',
    website: 'https://github.com/segmentio/analytics-next/tree/master/packages/node',
  },
  {
    id: '7c05d9e1f4a84b36802d5e9f',
    type: 'python',
    name: 'Python',
    description: 'Events from Django, Flask or any Python program, with Segment’s analytics-python.',
    categories: ['Server'],
    language: 'python',
    library: 'segment-analytics-python',
    website: 'https://github.com/segmentio/analytics-python',
  },
  {
    id: 'e2914b7fd80a4c5396b1c3a8',
    type: 'go',
    name: 'Go',
    description: 'Events from a Go service, with Segment’s analytics-go.',
    categories: ['Server'],
    language: 'go',
    library: 'github.com/segmentio/analytics-go/v3',
    website: 'https://github.com/segmentio/analytics-go',
  },
  {
    id: '58d3c06e9b1f4f72a4e70d21',
    type: 'ruby',
    name: 'Ruby',
    description: 'Events from Rails or any Ruby program, with Segment’s analytics-ruby.',
    categories: ['Server'],
    language: 'ruby',
    library: 'analytics-ruby',
    website: 'https://github.com/segmentio/analytics-ruby',
  },
  {
    id: '90af4e8d2c714b06b5d3f1e7',
    type: 'java',
    name: 'Java',
    description: 'Events from a Java server, with Segment’s analytics-java.',
    categories: ['Server'],
    language: 'java',
    library: 'com.segment.analytics.java:analytics',
    website: 'https://github.com/segmentio/analytics-java',
  },
  {
    id: 'c47b1d5fa0e34982b6f0289d',
    type: 'php',
    name: 'PHP',
    description: 'Events from a PHP application, with Segment’s analytics-php.',
    categories: ['Server'],
    language: 'php',
    library: 'segmentio/analytics-php',
    website: 'https://github.com/segmentio/analytics-php',
  },
  {
    id: '1e6da83f7b5c40d9a2c4e0b6',
    type: 'dotnet',
    name: '.NET',
    description: 'Events from a .NET, Unity or Xamarin program, with Segment’s Analytics-CSharp.',
    categories: ['Server', 'Mobile'],
    language: 'csharp',
    library: 'Segment.Analytics.CSharp',
    website: 'https://github.com/segmentio/Analytics-CSharp',
  },
  {
    id: 'a5f0279ce61d4bb8933e7d10',
    type: 'ios',
    name: 'iOS (Swift)',
    description: 'Screens and events from iPhone, iPad, Mac, Apple TV and Watch apps, with Segment’s analytics-swift.',
    categories: ['Mobile'],
    language: 'swift',
    library: 'analytics-swift',
    website: 'https://github.com/segmentio/analytics-swift',
  },
  {
    id: '64cb98e20fd14a7d85a91f3b',
    type: 'android',
    name: 'Android (Kotlin)',
    description: 'Screens and events from Android apps, with Segment’s analytics-kotlin.',
    categories: ['Mobile'],
    language: 'kotlin',
    library: 'com.segment.analytics.kotlin:android',
    website: 'https://github.com/segmentio/analytics-kotlin',
  },
  {
    id: 'd80e53b7ac2f4916b0c7fa42',
    type: 'react-native',
    name: 'React Native',
    description: 'Screens and events from React Native apps, with Segment’s analytics-react-native.',
    categories: ['Mobile'],
    language: 'react-native',
    library: '@segment/analytics-react-native',
    website: 'https://github.com/segmentio/analytics-react-native',
  },
  {
    id: '2b9f6c41e8d04a5f97b31e6d',
    type: 'http-api',
    name: 'HTTP API',
    description: 'Events from anything that can make an HTTP request: no library, one POST per event or batch.',
    categories: ['Raw Data', 'Server'],
    language: 'curl',
    library: null,
    website: 'https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/',
  },
  {
    id: 'f3d17b6a920e4c58a1b95d7e',
    type: 'pixel',
    name: 'Pixel',
    description: 'Opens of mails and views of pages where no script runs: an image whose address carries the event.',
    categories: ['Raw Data', 'Website'],
    language: 'curl',
    library: null,
    website: 'https://segment.com/docs/connections/sources/catalog/libraries/server/pixel-tracking-api/',
  },
];

const BY_TYPE = new Map(SOURCES.map((source) => [source.type, source]));

/** Every kind of source that can be added, in the order in which the catalog shows them. */
export function sourceCatalog(): readonly SourceMetadata[] {
  return SOURCES;
}

/** The kind of source that `type` names; undefined when there is none. */
export function findSourceType(type: string): SourceMetadata | undefined {
  return BY_TYPE.get(type);
}
