import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FIXTURES, readFixture } from './fixture-files';
import { marker, type ReadableRequest } from './readable';

/** A host that the person names in the settings; here every such setting has the same example. */
const CHOSEN = 'hooks.example.com';

const recordings = readdirSync(FIXTURES).map(
  (file) => readFixture(file.replace(/\.json$/, '')) ?? expect.fail(`no ${file}`),
);
const requestsOf = ({ cases, batches = [] }: (typeof recordings)[number]): ReadableRequest[] =>
  [...cases, ...batches].flatMap(({ requests }) => requests);
const hostOf = ({ request }: ReadableRequest) => /^\S+ https:\/\/([^/?]+)/.exec(request)?.[1] ?? null;
/** "twilio" of "twilio-messaging": destinations of one vendor share it. */
const vendorOf = (type: string) => type.split('-')[0];

it('sends the secrets of a destination to no host of another vendor', () => {
  const vendors = new Map<string, Set<string | undefined>>();
  for (const one of recordings)
    for (const request of requestsOf(one)) {
      const host = hostOf(request);
      if (host === null || host === CHOSEN || !JSON.stringify(request).includes(marker('').charAt(0))) continue;
      vendors.set(host, (vendors.get(host) ?? new Set()).add(vendorOf(one.type)));
    }
  expect([...vendors].filter(([, found]) => found.size > 1)).toEqual([]);
});

it('sends over HTTPS, or to an address that is itself the secret', () => {
  for (const one of recordings)
    for (const { request } of requestsOf(one)) expect(request, one.type).toMatch(/^[A-Z]+ (https:\/\/|«)/);
});

/** Secrets that are in no request of an event, and what they are for. */
const NOT_SENT: Record<string, string[]> = {
  'signs the request': [
    'acoustic.s3_secret',
    'emarsys.api_password',
    'http-request.signingSecret',
    'recombee.privateToken',
    'webhook-audiences.sharedSecret',
    'webhook.sharedSecret',
    'webhook.signingSecret',
    'webhooks-classic.sharedSecret',
    'webhooks-classic.signingSecret',
  ],
  'gets a token': [
    '1plusx-asset-api.client_secret',
    '1plusx-asset-api.key_id',
    'acoustic-campaign.a_clientSecret',
    'acoustic-campaign.a_refreshToken',
    'listrak.client_secret',
    'm3ter.access_key_id',
    'm3ter.api_secret',
    'marketo-static-lists.client_secret',
    'responsys.userPassword',
    'salesforce-marketing-cloud.client_secret',
    'salesforce.auth_password',
    'salesforce.security_token',
    'taboola-actions.client_secret',
  ],
  'for another action, or asked for though no request needs it': [
    'ambee.apiKey',
    'ambee.segmentWriteKey',
    'amplitude.secretKey',
    'kevel-audience.apiKey',
    'magellan-ai.apiToken',
    'optimizely-feature-experimentation-cloud.accessToken',
  ],
};

it('sends every secret that a destination asks for, but for those that sign or get a token', () => {
  const unsent = recordings.flatMap((one) => {
    const asked = [...JSON.stringify(one.settings).matchAll(/«(\w+)»/g)].map(([, key]) => key ?? '');
    const sent = JSON.stringify(requestsOf(one));
    const missing = asked.filter((key) => key !== 'refresh_token' && !sent.includes(marker(key)));
    return missing.map((key) => `${one.type}.${key}`);
  });
  expect(unsent.sort()).toEqual(Object.values(NOT_SENT).flat().sort());
});
