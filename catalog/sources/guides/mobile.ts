import type { GuideInput, InstallGuide, ServerAddress } from '../metadata';
import { npmInstall } from './npm-install';

function httpsOnly(library: string, server: ServerAddress): string | null {
  if (server.protocol === 'https') return null;
  return `${library} only speaks HTTPS. Put this server behind TLS and set SWITCHYARD_PUBLIC_URL to its https:// address first; until then, try the HTTP request below.`;
}

/** analytics-swift posts to https:// + `apiHost` + /b; default settings let it send before it has fetched any. */
function ios({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: httpsOnly('analytics-swift', server),
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own Swift library works unchanged. In Xcode: File → Add Package Dependencies.',
        samples: [
          {
            label: 'Swift Package Manager',
            language: 'swift',
            code: `.package(url: "https://github.com/segmentio/analytics-swift.git", from: "1.6.0")`,
          },
        ],
      },
      {
        title: 'Send an event',
        description: 'Only the hosts differ from Segment’s documentation.',
        samples: [
          {
            label: 'Swift',
            language: 'swift',
            code: `import Segment

let configuration = Configuration(writeKey: "${writeKey}")
    .apiHost("${server.host}/v1")
    .cdnHost("${server.host}/v1")
    .defaultSettings(Settings(writeKey: "${writeKey}", apiHost: "${server.host}/v1"))
let analytics = Analytics(configuration: configuration)

analytics.track(name: "Order Completed", properties: ["total": 27.5])`,
          },
        ],
      },
    ],
  };
}

/** analytics-kotlin posts to https:// + `apiHost` + /b. */
function android({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: httpsOnly('analytics-kotlin', server),
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own Kotlin library works unchanged.',
        samples: [
          {
            label: 'Gradle',
            language: 'kotlin',
            code: `implementation("com.segment.analytics.kotlin:android:+")`,
          },
        ],
      },
      {
        title: 'Send an event',
        description: 'Only the hosts differ from Segment’s documentation.',
        samples: [
          {
            label: 'Kotlin',
            language: 'kotlin',
            code: `import com.segment.analytics.kotlin.android.Analytics
import kotlinx.serialization.json.buildJsonObject
import kotlinx.serialization.json.put

val analytics = Analytics("${writeKey}", applicationContext) {
    apiHost = "${server.host}/v1"
    cdnHost = "${server.host}/v1"
}

analytics.track("Order Completed", buildJsonObject {
    put("total", 27.5)
})`,
          },
        ],
      },
    ],
  };
}

/** analytics-react-native posts to `proxy` + /b when `useSegmentEndpoints` is on. */
function reactNative({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: null,
    steps: [
      npmInstall(
        '@segment/analytics-react-native @segment/sovran-react-native @react-native-async-storage/async-storage',
        'Segment’s own React Native library works unchanged.',
      ),
      {
        title: 'Send an event',
        description: 'Only the proxy addresses differ from Segment’s documentation.',
        samples: [
          {
            label: 'React Native',
            language: 'javascript',
            code: `import { createClient } from '@segment/analytics-react-native'

const analytics = createClient({
  writeKey: '${writeKey}',
  proxy: '${server.origin}/v1',
  cdnProxy: '${server.origin}/v1',
  useSegmentEndpoints: true,
  defaultSettings: { integrations: { 'Segment.io': { apiKey: '${writeKey}' } } },
})

analytics.track('Order Completed', { total: 27.5 })`,
          },
        ],
      },
    ],
  };
}

/** Guides of the mobile libraries, by source type. */
export const mobileGuides: Record<string, (input: GuideInput) => InstallGuide> = {
  ios,
  android,
  'react-native': reactNative,
};
