import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset, storedEvent } from '@/testing/send-by-preset';
import { tryCredentials } from '../run/inside/ask-vendor';
import { loadedDefinition } from '../run/inside/loaded-definition';

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
  receiver.reply(204);
});
afterEach(() => receiver.close());

const send = (event = storedEvent('track', { event: 'Signed Up' }), mapping = {}) =>
  sendByPreset('discord', event, { webhookUrl: `${receiver.url}/api/webhooks/1/secret?thread_id=2` }, mapping);

describe('Discord', () => {
  it('posts who did what, and pings nobody', async () => {
    expect((await send()).results).toEqual([{ kind: 'ok' }]);
    await send(storedEvent('track', { event: '@everyone', userId: null, anonymousId: 'a' }));
    expect(receiver.requests[0]).toMatchObject({ method: 'POST', path: '/api/webhooks/1/secret?thread_id=2' });
    expect(receiver.bodies()).toEqual([
      { content: '**Signed Up** by user-123', allowed_mentions: { parse: [] } },
      { content: '**@everyone**', allowed_mentions: { parse: [] } },
    ]);
  });

  it('sends sender, picture and who may be pinged when they are mapped', async () => {
    const avatarUrl = 'https://x/y.png';
    await send(undefined, { content: 'hi', username: 'B'.repeat(81), avatarUrl, mentions: ['users', 'roles'] });
    expect(receiver.bodies()).toEqual([
      {
        content: 'hi',
        username: `${'B'.repeat(79)}…`,
        avatar_url: avatarUrl,
        allowed_mentions: { parse: ['users', 'roles'] },
      },
    ]);
  });

  it.each([
    ['a'.repeat(2000), 'a'.repeat(2000)],
    ['a'.repeat(2001), `${'a'.repeat(1999)}…`],
    [`${'a'.repeat(1998)}🎲🎲`, `${'a'.repeat(1998)}…`],
  ])('keeps a message within 2,000 characters (%#)', async (content, sent) => {
    await send(undefined, { content });
    expect(receiver.bodies()).toMatchObject([{ content: sent }]);
  });

  it('refuses an empty message without asking', async () => {
    expect((await send(undefined, { content: ' ' })).results).toMatchObject([
      { kind: 'final', reason: 'MESSAGE_REJECTED' },
    ]);
    expect(receiver.requests).toEqual([]);
  });

  it('waits as long as Discord asks', async () => {
    receiver.reply({ status: 429, headers: { 'retry-after': '3' }, body: '{"retry_after":2.5,"global":false}' });
    expect((await send()).results).toMatchObject([{ kind: 'retry', status: 429, retryAfterMs: 3000 }]);
  });

  it.each([
    [200, 'ok'],
    [400, 'final'],
    [404, 'final'],
    [500, 'retry'],
  ] as const)('reads an answer of %i as %s', async (status, kind) => {
    receiver.reply({ status, body: '{}' });
    expect((await send()).results).toMatchObject([{ kind }]);
  });

  it('tries the URL without posting', async () => {
    const found = await loadedDefinition('discord');
    if (!found) throw new Error('The catalog has no Discord; run scripts/catalog/build-catalog.mts.');
    const settings = { webhookUrl: `${receiver.url}/api/webhooks/1/secret` };
    receiver.reply({ status: 200, body: '{"type":1}' }, 404);
    expect(await tryCredentials(found, settings)).toEqual({ ok: true });
    expect(await tryCredentials(found, settings)).toEqual({
      ok: false,
      message: 'Not Found',
    });
    expect(receiver.requests.map(({ method }) => method)).toEqual(['GET', 'GET']);
  });
});
