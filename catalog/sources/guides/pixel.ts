import type { GuideInput, InstallGuide } from '../metadata';

/** An image whose address is the event: as parameters, or as base64 of its JSON. Mail programs and browsers fetch it. */
export function pixelGuide({ writeKey, server }: GuideInput): InstallGuide {
  const address = `${server.origin}/v1/pixel/track`;
  const query = `writeKey=${writeKey}&amp;userId=u_1&amp;event=Email%20Opened&amp;properties.subject=Welcome`;
  return {
    warning: null,
    steps: [
      {
        title: 'Place the image',
        description:
          'Put the tag at the end of the mail or page; let your mail program fill in the userId. Parameters with dots become nested fields, and their values are text. Encoded, the event keeps numbers, lists and any other JSON.',
        samples: [
          {
            label: 'Image tag',
            language: 'html',
            code: `<img src="${address}?${query}" width="1" height="1" alt="">`,
          },
          {
            label: 'Encoded',
            language: 'bash',
            code: `event='{
  "writeKey": "${writeKey}",
  "userId": "u_1",
  "event": "Email Opened",
  "properties": { "subject": "Welcome" }
}'
data=$(printf '%s' "$event" | base64 | tr -d '=\\n' | tr '/+' '_-')
echo "<img src=\\"${address}?data=$data\\" width=\\"1\\" height=\\"1\\" alt=\\"\\">"`,
          },
        ],
      },
    ],
  };
}
