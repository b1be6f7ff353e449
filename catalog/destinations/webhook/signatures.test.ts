import { createHmac, randomBytes } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset, storedEvent } from '@/testing/send-by-preset';
import { loadedDefinition } from '../run/inside/loaded-definition';
import { runEvents } from '../run/inside/run-events';

const SECRET = `whsec_${randomBytes(32).toString('base64')}`;
const event = storedEvent('track', { event: 'Ünlike “quotes”', properties: { price: 1.5 } });

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

/** Checks the request with the convention's own library. */
function verified(): unknown {
  const [request] = receiver.requests;
  return new Webhook(SECRET).verify(request?.body ?? '', request?.headers as Record<string, string>);
}

describe.each([
  ['webhook', (url: string): JsonObject => ({ url })],
  ['webhooks-classic', (url: string): JsonObject => ({ urls: [url] })],
] as const)('the signatures of %s', (type, where) => {
  it('satisfy the Standard Webhooks library, under the messageId', async () => {
    await sendByPreset(type, event, { signingSecret: SECRET }, where(receiver.url));
    expect(verified()).toEqual(event);
    expect(receiver.requests[0]?.headers['webhook-id']).toBe('m1');
  });

  it('are Segment’s X-Signature when a shared secret is set', async () => {
    await sendByPreset(type, event, { sharedSecret: 'sssh' }, where(receiver.url));
    const { headers, body } = receiver.requests[0] ?? expect.fail('nothing came');
    expect(headers['x-signature']).toBe(createHmac('sha1', 'sssh').update(body).digest('hex'));
    expect(headers).not.toHaveProperty('webhook-signature');
  });

  it('are not made with a secret that is no base64: the event ends with the reason', async () => {
    const { results } = await sendByPreset(type, event, { signingSecret: 'not base64!' }, where(receiver.url));
    expect(results).toMatchObject([{ kind: 'final', message: expect.stringContaining('base64') as string }]);
    expect(receiver.requests).toHaveLength(0);
  });
});

it('a signed batch of webhooks is signed whole', async () => {
  const definition = (await loadedDefinition('webhook')) ?? expect.fail('no webhook');
  const mapping = { url: receiver.url, method: 'POST', data: { '@path': '$.' }, batch_size: 10 };
  const step = { type: 'webhook', actionSlug: 'send', mapping, settings: { signingSecret: SECRET } };
  await runEvents(definition, step, [event, { ...event, messageId: 'm2' }], { batch: true });
  expect(verified()).toMatchObject([{ messageId: 'm1' }, { messageId: 'm2' }]);
});
