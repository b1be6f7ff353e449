import type { GuideInput, InstallGuide } from '../metadata';

/** analytics-java posts to `endpoint` + /v1/import/. */
export function javaGuide({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: null,
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own Java library works unchanged.',
        samples: [
          { label: 'Gradle', language: 'java', code: `implementation 'com.segment.analytics.java:analytics:+'` },
          {
            label: 'Maven',
            language: 'html',
            code: `<dependency>
  <groupId>com.segment.analytics.java</groupId>
  <artifactId>analytics</artifactId>
  <version>LATEST</version>
</dependency>`,
          },
        ],
      },
      {
        title: 'Send an event',
        description: 'Only the endpoint differs from Segment’s documentation.',
        samples: [
          {
            label: 'Java',
            language: 'java',
            code: `Analytics analytics = Analytics.builder("${writeKey}")
    .endpoint("${server.origin}")
    .build();

analytics.enqueue(TrackMessage.builder("Order Completed")
    .userId("u_1")
    .properties(Map.of("total", 27.5)));
analytics.flush();`,
          },
        ],
      },
    ],
  };
}

/** Analytics-CSharp posts to https:// + `apiHost` + /b, and asks `cdnHost` for settings. */
export function dotnetGuide({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning:
      server.protocol === 'http'
        ? 'Analytics-CSharp only speaks HTTPS unless its HTTP client is replaced. Put this server behind TLS and set SWITCHYARD_PUBLIC_URL to its https:// address first; until then, try the HTTP request below.'
        : null,
    steps: [
      {
        title: 'Install the library',
        description: 'Segment’s own C# library works unchanged.',
        samples: [{ label: 'dotnet', language: 'bash', code: 'dotnet add package Segment.Analytics.CSharp' }],
      },
      {
        title: 'Send an event',
        description: 'Only the hosts differ from Segment’s documentation.',
        samples: [
          {
            label: 'C#',
            language: 'csharp',
            code: `using Segment.Analytics;
using Segment.Serialization;

var configuration = new Configuration("${writeKey}",
    apiHost: "${server.host}/v1",
    cdnHost: "${server.host}/v1");
var analytics = new Analytics(configuration);

analytics.Identify("u_1");
analytics.Track("Order Completed", new JsonObject { ["total"] = 27.5 });
analytics.Flush();`,
          },
        ],
      },
    ],
  };
}

/** Plain HTTP: the write key is the user of Basic authentication, or `writeKey` in the body. */
export function httpGuide({ writeKey, server }: GuideInput): InstallGuide {
  return {
    warning: null,
    steps: [
      {
        title: 'Send an event',
        description:
          'The write key is the user name of Basic authentication, with an empty password. As with Segment, 200 is also the answer to an event that is not accepted, unless honest answers are on (Settings, Answers).',
        samples: [
          {
            label: 'One event',
            language: 'bash',
            code: `curl ${server.origin}/v1/track \\
  -u '${writeKey}:' \\
  -H 'content-type: application/json' \\
  -d '{
    "userId": "u_1",
    "event": "Order Completed",
    "properties": { "total": 27.5 }
  }'`,
          },
          {
            label: 'Batch',
            language: 'bash',
            code: `curl ${server.origin}/v1/batch \\
  -u '${writeKey}:' \\
  -H 'content-type: application/json' \\
  -d '{
    "batch": [
      { "type": "identify", "userId": "u_1", "traits": { "plan": "pro" } },
      { "type": "track", "userId": "u_1", "event": "Order Completed" }
    ]
  }'`,
          },
        ],
      },
    ],
  };
}
