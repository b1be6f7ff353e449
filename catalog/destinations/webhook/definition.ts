import type { AnyDefinition } from '../kit/describe-definition';
import { requireSegment } from '../kit/load-actions-core';
import { headerSafeId, hmacSha1, standardWebhookHeaders } from '../kit/sign-body';

interface Settings {
  sharedSecret?: string;
  signingSecret?: string;
}
type Payload = { data?: Record<string, unknown> };

/** The body as the action will send it, and the id of its message when it is a single event. */
function bodyOf(payload: Payload | Payload[]): { first: string | undefined; body: string; id: string | undefined } {
  const text = (data: unknown) => JSON.stringify(data) as string | undefined;
  if (Array.isArray(payload))
    return { first: text(payload[0]?.data), body: text(payload.map(({ data }) => data)) ?? '', id: undefined };
  return { first: text(payload.data), body: text(payload.data) ?? '', id: headerSafeId(payload.data?.messageId) };
}

/**
 * Segment's "Webhooks (Actions)" with a second way to sign. X-Signature is Segment's: HMAC-SHA1, and in a batch over the
 * first event only. The Standard Webhooks headers sign the whole body, its id and its time.
 */
export function webhookDefinition(): AnyDefinition {
  const { default: segments } = requireSegment('@segment/action-destinations/dist/destinations/webhook') as {
    default: AnyDefinition;
  };
  const extendRequest = ({ settings, payload }: { settings: Settings; payload: Payload | Payload[] }) => {
    const { sharedSecret, signingSecret } = settings;
    if (!sharedSecret && !signingSecret) return { headers: {} };
    const { first, body, id } = bodyOf(payload);
    return {
      headers: {
        ...(sharedSecret && first !== undefined ? { 'X-Signature': hmacSha1(sharedSecret, first) } : {}),
        ...(signingSecret && body ? standardWebhookHeaders(signingSecret, body, id, Date.now()) : {}),
      },
    };
  };
  const { authentication } = segments;
  return {
    ...segments,
    authentication: {
      ...authentication,
      fields: {
        ...authentication?.fields,
        signingSecret: {
          type: 'password',
          label: 'Signing Secret',
          description:
            'Base64 of 24 to 64 random bytes, with or without "whsec_" before it. When it is set, requests carry the Standard Webhooks headers webhook-id, webhook-timestamp and webhook-signature, which sign the whole body.',
        },
      },
    } as AnyDefinition['authentication'],
    extendRequest: extendRequest,
  };
}
