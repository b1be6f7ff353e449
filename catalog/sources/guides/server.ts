import type { GuideInput, InstallGuide } from '../metadata';
import { npmInstall } from './npm-install';

const ONLY_HOST = 'Only the host differs from Segment’s documentation.';

/** analytics-node posts to `host` + /v1/batch. */
function node({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: null,
    steps: [
      npmInstall('@segment/analytics-node', 'Segment’s own Node.js library works unchanged.'),
      {
        title: 'Send an event',
        description: ONLY_HOST,
        samples: [
          {
            label: 'Node.js',
            language: 'javascript',
            code: `import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: '${writeKey}',
  host: '${server.origin}',
})

analytics.track({ userId: 'u_1', event: 'Order Completed', properties: { total: 27.5 } })
await analytics.closeAndFlush()`,
          },
        ],
      },
    ],
  };
}

/** analytics-python posts to `host` + /v1/batch. */
function python({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: null,
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own Python library works unchanged.',
        samples: [{ label: 'pip', language: 'bash', code: 'pip install segment-analytics-python' }],
      },
      {
        title: 'Send an event',
        description: ONLY_HOST,
        samples: [
          {
            label: 'Python',
            language: 'python',
            code: `import segment.analytics as analytics

analytics.write_key = '${writeKey}'
analytics.host = '${server.origin}'

analytics.track('u_1', 'Order Completed', {'total': 27.5})
analytics.flush()`,
          },
        ],
      },
    ],
  };
}

/** analytics-go posts to `Endpoint` + /v1/batch. */
function go({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: null,
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own Go library works unchanged.',
        samples: [{ label: 'go get', language: 'bash', code: 'go get github.com/segmentio/analytics-go/v3' }],
      },
      {
        title: 'Send an event',
        description: ONLY_HOST,
        samples: [
          {
            label: 'Go',
            language: 'go',
            code: `package main

import "github.com/segmentio/analytics-go/v3"

func main() {
	client, err := analytics.NewWithConfig("${writeKey}", analytics.Config{
		Endpoint: "${server.origin}",
	})
	if err != nil {
		panic(err)
	}
	defer client.Close()

	client.Enqueue(analytics.Track{
		UserId:     "u_1",
		Event:      "Order Completed",
		Properties: analytics.NewProperties().Set("total", 27.5),
	})
}`,
          },
        ],
      },
    ],
  };
}

/** analytics-ruby takes host and port apart, and turns TLS on whatever it is told. */
function ruby({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning:
      server.protocol === 'http'
        ? 'analytics-ruby only speaks HTTPS. Put this server behind TLS and set SWITCHYARD_PUBLIC_URL to its https:// address first; until then, try the HTTP request below.'
        : null,
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own Ruby library works unchanged.',
        samples: [
          { label: 'Bundler', language: 'bash', code: 'bundle add analytics-ruby' },
          { label: 'gem', language: 'bash', code: 'gem install analytics-ruby' },
        ],
      },
      {
        title: 'Send an event',
        description: ONLY_HOST,
        samples: [
          {
            label: 'Ruby',
            language: 'ruby',
            code: `require 'segment/analytics'

analytics = Segment::Analytics.new(
  write_key: '${writeKey}',
  host: '${server.hostname}',
  port: ${server.port}
)

analytics.track(user_id: 'u_1', event: 'Order Completed', properties: { total: 27.5 })
analytics.flush`,
          },
        ],
      },
    ],
  };
}

/** analytics-php posts to protocol + `host` + /v1/batch; `ssl` false chooses http. */
function php({ writeKey, server }: GuideInput): InstallGuide {
  const ssl = server.protocol === 'http' ? `\n    'ssl' => false,` : '';
  return {
    warning: null,
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own PHP library works unchanged.',
        samples: [{ label: 'Composer', language: 'bash', code: 'composer require segmentio/analytics-php' }],
      },
      {
        title: 'Send an event',
        description: ONLY_HOST,
        samples: [
          {
            label: 'PHP',
            language: 'php',
            code: `<?php
require 'vendor/autoload.php';

use Segment\\Segment;

Segment::init('${writeKey}', [
    'host' => '${server.host}',${ssl}
]);

Segment::track([
    'userId' => 'u_1',
    'event' => 'Order Completed',
    'properties' => ['total' => 27.5],
]);
Segment::flush();`,
          },
        ],
      },
    ],
  };
}

/** Guides of the server libraries of dynamic languages and Go, by source type. */
export const serverGuides: Record<string, (input: GuideInput) => InstallGuide> = { node, python, go, ruby, php };
