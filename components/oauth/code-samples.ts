/** What the samples of an app are filled with. */
export interface SampleFacts {
  /** Origin of this installation. */
  origin: string;
  appId: string;
  keyId: string;
  /** Of a connected source, where it may be shown; null: a placeholder. */
  writeKey: string | null;
}

const PLACEHOLDER = 'YOUR_WRITE_KEY';

/** Makes a key pair: the private half stays with the program, the public half is pasted here. */
export const KEY_PAIR = `openssl genrsa -out app.key 2048
openssl rsa -in app.key -pubout -out app.pub`;

/** Segment's Node SDK, which signs, asks for tokens and renews them by itself. */
export function nodeSample({ origin, appId, keyId, writeKey }: SampleFacts): string {
  return `import { readFileSync } from 'node:fs'
import { Analytics } from '@segment/analytics-node'

const analytics = new Analytics({
  writeKey: '${writeKey ?? PLACEHOLDER}',
  host: '${origin}',
  oauthSettings: {
    authServer: '${origin}',
    clientId: '${appId}',
    keyId: '${keyId}',
    clientKey: readFileSync('app.key', 'utf8'),
    scope: 'tracking_api:write',
  },
})

analytics.track({ userId: 'user-1', event: 'Order Completed' })
await analytics.closeAndFlush()`;
}

/** The same by hand: sign an assertion, get a token, send an event with it. */
export function curlSample({ origin, appId, keyId, writeKey }: SampleFacts): string {
  return `b64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
NOW=$(date +%s)
HEADER=$(printf '{"alg":"RS256","typ":"JWT","kid":"${keyId}"}' | b64url)
CLAIMS=$(printf '{"sub":"${appId}","aud":"${origin}","iat":%d,"exp":%d,"jti":"%s"}' \\
  $((NOW - 5)) $((NOW + 55)) "$(openssl rand -hex 16)" | b64url)
SIGNATURE=$(printf '%s' "$HEADER.$CLAIMS" | openssl dgst -sha256 -sign app.key -binary | b64url)

TOKEN=$(curl -s ${origin}/token \\
  -d grant_type=client_credentials \\
  -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \\
  -d client_assertion="$HEADER.$CLAIMS.$SIGNATURE" \\
  -d scope=tracking_api:write | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')

curl ${origin}/v1/track \\
  -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\
  -d '{"writeKey":"${writeKey ?? PLACEHOLDER}","userId":"user-1","event":"Order Completed"}'`;
}
