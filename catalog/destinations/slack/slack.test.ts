import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset, storedEvent } from '@/testing/send-by-preset';

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const send = (event = storedEvent('track', { event: 'Signed Up' }), mapping = {}) =>
  sendByPreset('slack', event, { webhookUrl: `${receiver.url}/services/T0/B0/secret` }, mapping);

describe('Slack', () => {
  it('posts who did what to the incoming webhook', async () => {
    expect((await send()).results).toEqual([{ kind: 'ok' }]);
    await send(storedEvent('track', { event: 'Signed Up', userId: null, anonymousId: 'a' }));
    expect(receiver.requests[0]).toMatchObject({ method: 'POST', path: '/services/T0/B0/secret' });
    expect(receiver.bodies()).toEqual([{ text: '*Signed Up* by user-123' }, { text: '*Signed Up*' }]);
  });

  it('keeps what an event carries from calling a whole channel, unless that is switched off', async () => {
    const event = storedEvent('track', { event: '<!channel> & co' });
    await send(event);
    await send(event, { escape: false, text: { '@template': '<https://example.com|{{event}}>' } });
    expect(receiver.bodies()).toEqual([
      { text: '*&lt;!channel&gt; &amp; co* by user-123' },
      { text: '<https://example.com|<!channel> & co>' },
    ]);
  });

  it('sends sender, picture and channel when they are mapped', async () => {
    await send(undefined, {
      text: 'hi',
      channel: 'ops',
      username: 'Bot',
      iconUrl: 'https://x/y.png',
      iconEmoji: ':bell:',
    });
    expect(receiver.bodies()).toEqual([
      { text: 'hi', channel: 'ops', username: 'Bot', icon_url: 'https://x/y.png', icon_emoji: ':bell:' },
    ]);
  });

  it.each([
    [404, 'final'],
    [429, 'retry'],
    [500, 'retry'],
  ] as const)('reads an answer of %i as %s', async (status, kind) => {
    receiver.reply({ status, body: 'no_service' });
    expect((await send()).results).toMatchObject([{ kind, status }]);
  });
});
