import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventType, JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset, storedEvent } from '@/testing/send-by-preset';

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const send = (type: EventType, event: JsonObject = {}) =>
  sendByPreset('connect', storedEvent(type, event), { apiKey: 'key-1', endpoint: `${receiver.url}/v2/` });

/** The one request that was made, as path and body. */
async function sent(type: EventType, event: JsonObject): Promise<unknown> {
  expect((await send(type, event)).results).toEqual([{ kind: 'ok' }]);
  expect(receiver.requests).toHaveLength(1);
  expect(receiver.requests[0]?.headers['x-outbound-key']).toBe('key-1');
  return [receiver.requests[0]?.path, receiver.bodies()[0]];
}

describe('Connect', () => {
  it('gets first and last name, email, phone number, push token, time zone and attributes of a person', async () => {
    const traits = { name: 'Michael Bolton', email: 'mbolton@initech.com', phone: '1234567890', plan: 'pro' };
    const context = { device: { type: 'ios', token: 'XXXYYYZZZ' }, timezone: 'America/New_York' };
    expect(await sent('identify', { traits, context })).toEqual([
      '/v2/identify',
      {
        user_id: 'user-123',
        first_name: 'Michael',
        last_name: 'Bolton',
        email: 'mbolton@initech.com',
        phone_number: '1234567890',
        apns: ['XXXYYYZZZ'],
        timezone: 'America/New_York',
        attributes: { plan: 'pro' },
      },
    ]);
  });

  it.each([
    [{ name: 'Prince' }, { first_name: 'Prince' }],
    [{ name: '  Ada  King Lovelace ' }, { first_name: 'Ada', last_name: 'King Lovelace' }],
    [
      { name: 'A B', firstName: 'Ann' },
      { first_name: 'Ann', last_name: 'B' },
    ],
    [
      { first_name: 'Ann', last_name: 'Lee' },
      { first_name: 'Ann', last_name: 'Lee' },
    ],
    [{ plan: 'pro' }, { attributes: { plan: 'pro' } }],
  ])('makes of the traits %j the names %j', async (traits, names) => {
    expect(await sent('identify', { traits })).toEqual(['/v2/identify', { user_id: 'user-123', ...names }]);
  });

  it.each([
    [{ type: 'android', token: 't' }, { fcm: ['t'] }],
    [{ type: 'Android', token: 't' }, { fcm: ['t'] }],
    [{ type: 'iOS', token: 't' }, { apns: ['t'] }],
    [{ type: 'browser', token: 't' }, {}],
    [{ token: 't' }, {}],
    [{ type: 'ios' }, {}],
  ])('takes the token of the device %j as %j', async (device, tokens) => {
    expect(await sent('identify', { context: { device } })).toEqual([
      '/v2/identify',
      { user_id: 'user-123', ...tokens },
    ]);
  });

  it.each([
    ['Europe/Vienna', { timezone: 'Europe/Vienna' }],
    ['UTC', { timezone: 'UTC' }],
    ['Asia/Kolkata', { timezone: 'Asia/Kolkata' }],
    ['europe/vienna', { timezone: 'Europe/Vienna' }],
    ['PST8PDT', { timezone: 'America/Los_Angeles' }],
    ['+02:00', {}],
    ['Middle/Earth', {}],
  ])('takes the time zone %s as %j, because Connect knows Olson names only', async (timezone, expected) => {
    expect(await sent('identify', { context: { timezone } })).toEqual([
      '/v2/identify',
      { user_id: 'user-123', ...expected },
    ]);
  });

  it('creates somebody without a user ID under the anonymous ID, and joins the two by alias', async () => {
    await send('identify', { userId: null, anonymousId: 'anon-1' });
    await send('alias', { userId: '019mr8mf4r', previousId: 'anon-1' });
    expect(receiver.requests.map(({ path }) => path)).toEqual(['/v2/identify', '/v2/identify']);
    expect(receiver.bodies()).toEqual([{ user_id: 'anon-1' }, { user_id: '019mr8mf4r', previous_id: 'anon-1' }]);
  });

  it('gets tracked events with their properties and time', async () => {
    expect(await sent('track', { event: 'Signed Up', properties: { plan: 'Startup' } })).toEqual([
      '/v2/track',
      { user_id: 'user-123', event: 'Signed Up', properties: { plan: 'Startup' }, timestamp: 1795334400 },
    ]);
  });

  it.each([
    ['page', { name: 'Home' }, 'Viewed Home Page'],
    ['page', {}, 'Viewed a Page'],
    ['screen', { name: 'Cart' }, 'Viewed Cart Screen'],
  ] as const)('gets %s %j as the tracked event %s', async (type, view, event) => {
    expect(await sent(type, { ...view, properties: { a: 1 } })).toEqual([
      '/v2/track',
      { user_id: 'user-123', event, properties: { a: 1 }, timestamp: 1795334400 },
    ]);
  });

  it('gets the group of a person, which takes the place of the one before', async () => {
    expect(await sent('group', { groupId: 'g2', traits: { name: 'Initech' } })).toEqual([
      '/v2/identify',
      { user_id: 'user-123', group_id: 'g2', group_attributes: { name: 'Initech' } },
    ]);
  });

  it.each([
    ['track', {}, 'event'],
    ['identify', { userId: null }, 'userId'],
    ['alias', { userId: 'u' }, 'previousId'],
    ['group', {}, 'groupId'],
  ] as const)('is not sent a %s like %j, which lacks %s', async (type, event, missing) => {
    const { results } = await send(type, event);
    expect(results).toMatchObject([
      { kind: 'final', reason: 'MESSAGE_REJECTED', message: expect.stringContaining(missing) as string },
    ]);
    expect(receiver.requests).toHaveLength(0);
  });
});
