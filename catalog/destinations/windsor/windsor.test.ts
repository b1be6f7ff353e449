import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventType, JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset } from '@/testing/send-by-preset';
import { definitionRuns } from '../run/inside/definition-runs';

let receiver: Receiver;
beforeAll(() => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const common = { messageId: 'm1', timestamp: '2026-11-22T08:00:00.000Z', receivedAt: '2026-11-22T08:00:01.000Z' };
function send(type: EventType, event: JsonObject) {
  const settings = { apiKey: 'token-1', endpoint: `${receiver.url}/segment` };
  const full = { ...common, type, userId: 'user-123', context: { library: { name: 'test' } }, ...event };
  return sendByPreset('windsor', full, settings);
}

describe('Windsor', () => {
  it('receives each call as JSON with the API key as Basic authorization', async () => {
    await send('track', { event: 'Login Button Clicked', properties: { plan: 'pro' } });
    expect(receiver.requests).toMatchObject([
      {
        method: 'POST',
        path: '/segment',
        headers: {
          authorization: `Basic ${Buffer.from('token-1:').toString('base64')}`,
          'content-type': 'application/json',
        },
      },
    ]);
    expect(receiver.bodies()).toEqual([
      {
        type: 'track',
        userId: 'user-123',
        event: 'Login Button Clicked',
        properties: { plan: 'pro' },
        messageId: 'm1',
        timestamp: common.timestamp,
        context: { library: { name: 'test' } },
      },
    ]);
  });

  it('receives name, email, phone and avatar of a person among the traits', async () => {
    const traits = { name: 'John Doe', email: 'john@example.com', avatar: 'https://a/1', phone: '+1 555', plan: 'pro' };
    await send('identify', { traits });
    expect(receiver.bodies()).toMatchObject([{ type: 'identify', userId: 'user-123', traits }]);
    expect(receiver.bodies()[0]).not.toHaveProperty('email');
  });

  it.each([
    ['group', { groupId: 'g1', traits: { plan: 'team' } }],
    ['alias', { previousId: 'old-id' }],
  ] as const)('receives %s', async (type, event) => {
    expect((await send(type, event)).results).toEqual([{ kind: 'ok' }]);
    expect(receiver.bodies()).toMatchObject([{ type, userId: 'user-123', ...event }]);
  });

  it.each([
    ['page', { name: 'Home', properties: { url: 'https://x' } }, 'Viewed Home Page'],
    ['page', { properties: { url: 'https://x' } }, 'Viewed a Page'],
    ['screen', { name: 'Home', category: 'Start', properties: {} }, 'Viewed Home Screen'],
  ] as const)('receives %s as a tracked event', async (type, { properties, ...view }, event) => {
    expect((await send(type, { properties, ...view })).results).toEqual([{ kind: 'ok' }]);
    expect(receiver.bodies()).toEqual([
      {
        ...{ type: 'track', originalType: type, event, userId: 'user-123', properties: { ...properties, ...view } },
        ...{ messageId: 'm1', timestamp: common.timestamp, context: { library: { name: 'test' } } },
      },
    ]);
  });

  it.each([
    ['identify', { traits: { name: 'No Email' } }, 'email'],
    ['identify', { userId: null, traits: { email: 'a@b.c' } }, 'userId'],
    ['track', {}, 'event'],
    ['group', {}, 'groupId'],
    ['alias', {}, 'previousId'],
  ] as const)('is not sent %s without what it requires', async (type, event, missing) => {
    const { results } = await send(type, event);
    expect(results).toMatchObject([
      { kind: 'final', reason: 'MESSAGE_REJECTED', message: expect.stringContaining(missing) as string },
    ]);
    expect(receiver.requests).toHaveLength(0);
  });

  it('needs an API key; the endpoint has a default', async () => {
    // Also guards the override of fast-uri in package.json: a newer one rejects the settings of every destination.
    expect(await definitionRuns.settingsProblem('windsor', {})).toContain('apiKey');
    expect(await definitionRuns.settingsProblem('windsor', { apiKey: 'k' })).toBeNull();
    expect(await definitionRuns.settingsProblem('windsor', { apiKey: 'k', endpoint: 'not a url' })).toContain(
      'Endpoint',
    );
  });
});
