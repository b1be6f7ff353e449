import http from 'node:http';
import net from 'node:net';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { guardSockets } from '@/platform/outbound-http/guard-sockets';
import { outboundContext, type OutboundRules } from '@/platform/outbound-http/outbound-context';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { guardedRun } from './guarded-run';

let receiver: Receiver;
beforeAll(() => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  guardSockets();
});
beforeEach(async () => {
  receiver = await startReceiver();
});
afterEach(() => receiver.close());

const OPEN: OutboundRules = { allowPrivateNetworks: ['127.0.0.1/32'] };
const DRY: OutboundRules = { ...OPEN, dryRun: true };
const CLOSED: OutboundRules = { allowPrivateNetworks: [] };

/** Ways in which a library may ask over HTTP without our client, all with connections kept from call to call. */
const clients: Record<string, () => Promise<unknown>> = {
  'http.get': () =>
    new Promise((resolve, reject) => {
      http
        .get(receiver.url, (answer) => answer.resume().on('end', () => resolve(answer.statusCode)))
        .on('error', reject);
    }),
  fetch: () => fetch(receiver.url).then(async (answer) => (await answer.text(), answer.status)),
};
const run = (rules: OutboundRules, work: () => Promise<unknown>) =>
  guardedRun(outboundContext(rules), work).catch((error: { code: string }) => error.code);

describe.each(Object.keys(clients))('a library that asks with %s', (name) => {
  const ask = () => clients[name]?.() ?? Promise.reject(new Error('no such client'));

  it('finds no connection that a run under other rules has left open', async () => {
    expect(await run(DRY, ask)).toBe('DRY_RUN');
    expect(await run(OPEN, ask)).toBe(200);
    expect(await run(DRY, ask)).toBe('DRY_RUN');
    expect(await run(OPEN, ask)).toBe(200);
    expect(await run(CLOSED, ask)).toBe('BLOCKED_ADDRESS');
    expect(receiver.requests).toHaveLength(2);
  });
});

describe('a connection that a library keeps for all runs', () => {
  const connected = () =>
    new Promise<net.Socket>((resolve) => {
      const socket = net.connect(receiver.port, '127.0.0.1', () => resolve(socket));
    });
  const say = (socket: net.Socket) =>
    new Promise((resolve, reject) => {
      socket.once('data', resolve).once('close', () => reject(new Error('closed')));
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    });

  it('is not lent to a dry run or to another policy while its own run goes on', async () => {
    await guardedRun(outboundContext(OPEN), async () => {
      const socket = await connected();
      await say(socket);
      expect(await run(DRY, () => say(socket))).toBe('DRY_RUN');
      expect(await run(CLOSED, () => say(socket))).toBe('BLOCKED_ADDRESS');
      await say(socket);
    });
    expect(receiver.requests).toHaveLength(2);
  });

  it('stays open for a run under the same policy that uses it too, and ends with the last of them', async () => {
    let both: () => void = () => undefined;
    const used = new Promise<void>((resolve) => (both = resolve));
    let opened: Promise<net.Socket> = Promise.reject(new Error('not yet'));
    opened.catch(() => undefined);
    const first = guardedRun(outboundContext(), async () => {
      opened = connected();
      await used;
    });
    const second = guardedRun(outboundContext(), async () => {
      const socket = await opened;
      await say(socket);
      both();
      await first;
      await say(socket);
    });
    await second;
    expect(receiver.requests).toHaveLength(2);
    expect((await opened).destroyed).toBe(true);
  });
});

describe('a run whose library was refused an address', () => {
  it('fails with our refusal, whatever the library made of it', async () => {
    const wrapped = async () => {
      await clients.fetch?.().catch(() => {
        throw Object.assign(new Error('Connection error'), { status: 500, name: 'KafkaJSConnectionError' });
      });
    };
    await expect(guardedRun(outboundContext(CLOSED), wrapped)).rejects.toMatchObject({
      code: 'BLOCKED_ADDRESS',
      message: expect.stringContaining('private or reserved address') as string,
    });
    expect(await run(DRY, wrapped)).toBe('DRY_RUN');
    const named = { ...CLOSED, addresses: { 'broker.example': ['10.0.0.1'] } };
    expect(
      await run(named, () => fetch('http://broker.example/').catch(() => Promise.reject(new Error('no broker')))),
    ).toBe('BLOCKED_ADDRESS');
  });
});
