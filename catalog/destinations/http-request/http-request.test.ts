import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '@/spec/event';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset, storedEvent } from '@/testing/send-by-preset';
import { callAddress } from './address';

let receiver: Receiver;
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const event = storedEvent('track', { event: 'Joined', properties: { team: 'a b/c', count: 2 } });
const send = (mapping: JsonObject, settings: JsonObject = {}) =>
  sendByPreset('http-request', event, { baseUrl: `${receiver.url}/v2`, ...settings }, mapping);

describe('HTTP Request', () => {
  it('calls method and path below the base URL with query, headers and a body from the event', async () => {
    await send({
      method: 'PUT',
      path: { '@template': 'users/{{userId}}' },
      query: { team: { '@path': '$.properties.team' }, tags: ['x', 'y'] },
      headers: { 'X-Count': { '@path': '$.properties.count' } },
      json: { joined: { '@path': '$.properties.team' } },
    });
    expect(receiver.requests).toMatchObject([
      {
        method: 'PUT',
        path: '/v2/users/user-123?team=a+b%2Fc&tags=x&tags=y',
        headers: { 'x-count': '2', 'content-type': 'application/json' },
        body: '{"joined":"a b/c"}',
      },
    ]);
  });

  it('sends a text body with its content type, and none with GET', async () => {
    await send({ text: { '@template': 'team={{properties.team}}' }, contentType: 'text/x-form' });
    await send({ method: 'GET', path: 'ping' });
    expect(receiver.requests).toMatchObject([
      { body: 'team=a b/c', headers: { 'content-type': 'text/x-form' } },
      { method: 'GET', path: '/v2/ping', body: '' },
    ]);
    expect(receiver.requests[1]?.headers).not.toHaveProperty('content-type');
  });

  it.each([
    [{ username: 'u', password: 'p' }, 'authorization', `Basic ${Buffer.from('u:p').toString('base64')}`],
    [{ bearerToken: 't-1' }, 'authorization', 'Bearer t-1'],
    [{ keyHeader: 'X-Api-Key', key: 'k-1' }, 'x-api-key', 'k-1'],
  ])('signs in with %j', async (settings, header, value) => {
    await send({ headers: { Authorization: 'mine', 'X-Api-Key': 'mine' } }, settings);
    expect(receiver.requests[0]?.headers[header]).toBe(value);
  });

  it.each([
    [{ bearerToken: 't', key: 'k', keyHeader: 'X-Key' }, 'Use one of'],
    [{ key: 'k' }, 'Name the header'],
    [{ signingSecret: 'short' }, 'signing secret'],
  ])('refuses the settings %j', async (settings, words) => {
    expect((await send({}, settings)).results).toMatchObject([
      { kind: 'final', message: expect.stringContaining(words) as string },
    ]);
    expect(receiver.requests).toHaveLength(0);
  });

  it('sends a header once, however the mapping spells it', async () => {
    await send({ headers: { 'Content-Type': 'application/vnd.x+json' } });
    expect(receiver.requests[0]?.headers['content-type']).toBe('application/vnd.x+json');
  });

  it.each<JsonObject>([{ 'X-Bad Name': 'v' }, { 'X-Line': 'a\r\nInjected: 1' }])(
    'refuses the headers %j',
    async (headers) => {
      expect((await send({ headers })).results).toMatchObject([{ kind: 'final', reason: 'MESSAGE_REJECTED' }]);
      expect(receiver.requests).toHaveLength(0);
    },
  );
});

describe('the address of a call', () => {
  it.each([
    ['https://api.example.com/v2', 'users/1', 'https://api.example.com/v2/users/1'],
    ['https://api.example.com/v2/', '/users/1?x=1', 'https://api.example.com/v2/users/1?x=1'],
    ['https://api.example.com', undefined, 'https://api.example.com/'],
    ['https://api.example.com/v2?key=1', 'a', 'https://api.example.com/v2/a?key=1'],
    ['https://api.example.com/v2', '//evil.example/x', 'https://api.example.com/v2/evil.example/x'],
    ['https://api.example.com/v2', '\\\\evil.example/x', 'https://api.example.com/v2/%5C%5Cevil.example/x'],
    ['https://api.example.com/v2', 'https://evil.example/x', 'https://api.example.com/v2/https://evil.example/x'],
    ['https://api.example.com/v2', '@evil.example', 'https://api.example.com/v2/@evil.example'],
  ])('%s with %s is %s: never another host', (base, path, address) => {
    expect(callAddress(base, path)).toBe(address);
  });

  it.each(['.\t./.\t./admin', 'users/\n../x', '.\r./x', 'users/.\t./.\t./.\t./admin'])(
    'stays below the base with %j',
    (path) => {
      expect(new URL(callAddress('https://api.example.com/v2/tenant', path)).pathname).toMatch(/^\/v2\/tenant\//);
    },
  );

  it.each(['../admin', 'a/../../admin', '%2e%2e/admin', './x'])('refuses %s, which leaves the base', (path) => {
    expect(() => callAddress('https://api.example.com/v2', path)).toThrow('step');
  });
});
