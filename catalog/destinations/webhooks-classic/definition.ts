import type { ActionDefinition } from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from '../kit/describe-definition';
import { eventHeaders, joinHeaders } from '../kit/event-headers';
import { classifyError } from '../kit/failure/classify-error';
import { refuseEvent } from '../kit/refuse';
import { headerSafeId, hmacSha1, standardWebhookHeaders } from '../kit/sign-body';

interface Settings {
  sharedSecret?: string;
  signingSecret?: string;
}

interface Payload {
  urls: string[];
  headers?: JsonObject;
  data: Record<string, unknown>;
}

/** "Up to five webhook URLs" and "five seconds to answer" (Segment's classic webhooks). */
const MAX_URLS = 5;
const TIME_LIMIT_MS = 5000;

/** Whether a URL that refused may take the event later. */
const isPassing = (refusal: unknown) => classifyError(refusal, Date.now()).kind === 'retry';

const send: ActionDefinition<Settings, Payload> = {
  title: 'Send',
  description: 'Posts the event as JSON to each URL.',
  fields: {
    urls: {
      label: 'Webhook URLs',
      description: 'Up to five URLs; each gets every event.',
      type: 'string',
      multiple: true,
      required: true,
    },
    headers: {
      label: 'Headers',
      description: 'Sent with every request.',
      type: 'object',
      defaultObjectUI: 'keyvalue:only',
    },
    data: {
      label: 'Data',
      description: 'What is sent, as JSON. The default is the whole event.',
      type: 'object',
      required: true,
      default: { '@path': '$.' },
    },
  },
  perform: async (request, { payload, settings }) => {
    const urls = [...new Set(payload.urls)];
    if (urls.length > MAX_URLS) throw refuseEvent(`There are ${urls.length} URLs; ${MAX_URLS} are the most.`);
    const body = JSON.stringify(payload.data);
    const id = headerSafeId(payload.data.messageId);
    const headers = joinHeaders(
      { 'content-type': 'application/json' },
      eventHeaders(payload.headers),
      settings.sharedSecret ? { 'x-signature': hmacSha1(settings.sharedSecret, body) } : {},
      settings.signingSecret ? standardWebhookHeaders(settings.signingSecret, body, id, Date.now()) : {},
    );
    const sent = await Promise.allSettled(
      urls.map((url) => request(url, { method: 'POST', headers, body, timeout: TIME_LIMIT_MS })),
    );
    // Segment counts the event as delivered when one of the URLs took it.
    const taken = sent.find((one) => one.status === 'fulfilled');
    if (taken) return taken.value;
    const refusals = sent.map((one): unknown => (one as PromiseRejectedResult).reason);
    // One that may take it later is worth another try, whatever the others say.
    throw refusals.find(isPassing) ?? refusals[0];
  },
};

/** Segment's webhooks of before actions: whole events to up to five URLs. */
export const webhooksClassicDestination = {
  name: 'Webhooks (Classic)',
  slug: 'webhooks',
  mode: 'cloud',
  authentication: {
    scheme: 'custom',
    fields: {
      sharedSecret: {
        type: 'password',
        label: 'Shared Secret',
        description:
          'When it is set, requests carry X-Signature: the HMAC-SHA1 of the body, in hexadecimal, as Segment sends it.',
      },
      signingSecret: {
        type: 'password',
        label: 'Signing Secret',
        description:
          'Base64 of 24 to 64 random bytes, with or without "whsec_" before it. When it is set, requests carry the Standard Webhooks headers.',
      },
    },
  },
  actions: { send },
} as unknown as AnyDefinition;
