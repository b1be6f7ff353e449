import net from 'node:net';
import http from 'node:http';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { abandon, outboundContext, withOutboundContext, type OutboundRules } from './outbound-context';
import { MAX_RESPONSE_BYTES, outboundRequest, type OutboundRequest } from './outbound-request';

const open: Receiver[] = [];
const aReceiver = async (host?: string) => {
  const receiver = await startReceiver(host);
  open.push(receiver);
  return receiver;
};
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
afterEach(async () => {
  await Promise.all(open.splice(0).map((receiver) => receiver.close()));
});

async function request(given: Partial<OutboundRequest> & { url: string }, rules: OutboundRules = {}) {
  const context = outboundContext(rules);
  const outcome = await withOutboundContext(context, () => outboundRequest({ method: 'POST', ...given })).then(
    (response) => ({ response, code: null }),
    (error: { code: string }) => ({ response: null, code: error.code }),
  );
  return { ...outcome, exchanges: context.exchanges };
}
const NOTHING_ALLOWED: OutboundRules = { allowPrivateNetworks: [] };

describe('outboundRequest', () => {
  it.each([
    'http://127.0.0.1:$',
    'http://2130706433:$',
    'http://0x7f000001:$',
    'http://0177.0.0.1:$',
    'http://127.1:$',
    'http://localhost:$',
    'http://[::1]:$',
    'http://[::ffff:127.0.0.1]:$',
    'http://[::ffff:7f00:1]:$',
    'http://[::127.0.0.1]:$',
    'http://[64:ff9b::7f00:1]:$',
    'http://[2002:7f00:1::]:$',
    'http://0.0.0.0:$',
    'http://[::]:$',
    'http://169.254.169.254/latest/meta-data',
    'http://10.0.0.1:$',
    'http://100.64.0.1:$',
  ])('does not reach %s', async (url) => {
    const receiver = await aReceiver();
    const { code } = await request({ url: url.replace('$', String(receiver.port)) }, NOTHING_ALLOWED);
    expect(code).toBe('BLOCKED_ADDRESS');
    expect(receiver.requests).toHaveLength(0);
  });

  it('refuses a name of which one address is private, and connects to the very address it checked', async () => {
    const receiver = await aReceiver();
    const url = `http://rebind.example:${receiver.port}/`;
    const mixed = { 'rebind.example': ['93.184.216.34', '127.0.0.1'] };
    expect((await request({ url }, { ...NOTHING_ALLOWED, addresses: mixed })).code).toBe('BLOCKED_ADDRESS');
    expect(receiver.requests).toHaveLength(0);
    const addresses = { 'rebind.example': ['127.0.0.1'] };
    const allowed = await request({ url }, { allowPrivateNetworks: ['127.0.0.0/8'], addresses });
    expect(allowed.response?.status).toBe(200);
    expect(receiver.requests[0]?.headers.host).toBe(`rebind.example:${receiver.port}`);
  });

  it('does not follow a redirect to a private address', async () => {
    const inside = await aReceiver();
    const outside = await aReceiver();
    outside.reply({ status: 302, headers: { location: `${inside.url}/secret` } });
    const { response } = await request({ url: outside.url, method: 'GET' });
    expect(response?.status).toBe(302);
    expect(inside.requests).toHaveLength(0);
  });

  it('holds every library inside a context to the policy, whatever client it uses', async () => {
    const { port, requests } = await aReceiver();
    const connect = (start: () => net.Socket | http.ClientRequest) =>
      new Promise((resolve) => {
        const started = start();
        started.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
        started.on('connect', () => resolve('connected')).on('response', () => resolve('connected'));
      });
    const context = outboundContext(NOTHING_ALLOWED);
    await withOutboundContext(context, async () => {
      await outboundRequest({ method: 'GET', url: 'ftp://x' }).catch(() => undefined);
      expect(await connect(() => net.connect(port, '127.0.0.1'))).toBe('BLOCKED_ADDRESS');
      expect(await connect(() => net.connect({ port }))).toBe('BLOCKED_ADDRESS');
      expect(await connect(() => net.connect(port, 'localhost'))).toBe('BLOCKED_ADDRESS');
      expect(await connect(() => new net.Socket().connect(port, '127.0.0.1'))).toBe('BLOCKED_ADDRESS');
      expect(await connect(() => new net.Socket().connect('/tmp/some.sock'))).toBe('BLOCKED_ADDRESS');
      expect(await connect(() => http.get({ port, host: '127.0.0.1', agent: false }))).toBe('BLOCKED_ADDRESS');
      const failure: unknown = await fetch(`http://127.0.0.1:${port}`).catch((error: unknown) => error);
      expect((failure as Error).cause).toMatchObject({ code: 'BLOCKED_ADDRESS' });
    });
    expect(requests).toHaveLength(0);
    expect(await connect(() => net.connect(port, '127.0.0.1'))).toBe('connected');
  });

  it('ends the connection of any library that receives without end, or that is left open when time is over', async () => {
    const endless = http.createServer((_, response) => {
      const more = (): void =>
        void (response.write(Buffer.alloc(1024 * 1024)) ? setImmediate(more) : response.once('drain', more));
      more();
    });
    await new Promise<void>((resolve) => endless.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(endless.address() as net.AddressInfo).port}`;
    const context = outboundContext();
    await withOutboundContext(context, async () => {
      const failed: unknown = await fetch(url)
        .then((response) => response.arrayBuffer())
        .catch((error: unknown) => error);
      expect((failed as Error).cause).toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
      const silent = await aReceiver();
      silent.reply('hang');
      const waiting = fetch(silent.url).catch((error: unknown) => error);
      await vi.waitFor(() => expect(silent.requests).toHaveLength(1));
      abandon(context);
      expect(((await waiting) as Error).cause).toMatchObject({ code: 'ETIMEDOUT' });
    });
    expect(context.sockets.size).toBe(0);
    endless.closeAllConnections();
    endless.close();
  });

  it('does not use a connection of another policy', async () => {
    const receiver = await aReceiver();
    expect((await request({ url: receiver.url })).response?.status).toBe(200);
    expect((await request({ url: receiver.url }, NOTHING_ALLOWED)).code).toBe('BLOCKED_ADDRESS');
  });

  it('gives up on an endpoint that hangs, before the headers or in the middle of the body', async () => {
    const receiver = await aReceiver();
    receiver.reply('hang');
    expect((await request({ url: receiver.url }, { timeLimitMs: 50 })).code).toBe('ETIMEDOUT');
    const slow = http.createServer((_, response) => void response.writeHead(200).write('a little'));
    await new Promise<void>((resolve) => slow.listen(0, '127.0.0.1', resolve));
    const { port } = slow.address() as net.AddressInfo;
    const { code, exchanges } = await request({ url: `http://127.0.0.1:${port}` }, { timeLimitMs: 50 });
    expect(code).toBe('ETIMEDOUT');
    expect(exchanges).toMatchObject([{ response: null }]);
    slow.closeAllConnections();
    slow.close();
  });

  it('reports a reset and a refused connection by their codes', async () => {
    const receiver = await aReceiver();
    receiver.reply('reset');
    expect((await request({ url: receiver.url })).code).toBe('ECONNRESET');
    await receiver.close();
    expect((await request({ url: receiver.url })).code).toBe('ECONNREFUSED');
  });

  it('reads no more than 1 MB of an answer and keeps 16 KB of it', async () => {
    const receiver = await aReceiver();
    receiver.reply({ status: 200, body: Buffer.alloc(10_000_000, 'x') });
    const { response, exchanges } = await request({ url: receiver.url });
    expect(response).toMatchObject({ status: 200, truncated: true });
    expect(response?.body.length).toBe(MAX_RESPONSE_BYTES);
    expect(exchanges[0]?.response).toMatchObject({ truncated: true });
    expect(exchanges[0]?.response?.body.length).toBe(16 * 1024);
  });

  it('takes only absolute http and https URLs and sets the framing headers itself', async () => {
    for (const url of ['ftp://example.com', 'file:///etc/passwd', '/relative', 'javascript:1'])
      expect((await request({ url })).code).toBe('INVALID_URL');
    const receiver = await aReceiver();
    const headers = { 'Content-Length': '1', 'Transfer-Encoding': 'chunked', Connection: 'close', 'X-Mine': 'yes' };
    await request({ url: receiver.url, headers, body: Buffer.from('{"a":1}') });
    expect(receiver.requests).toMatchObject([{ body: '{"a":1}', headers: { 'x-mine': 'yes', 'content-length': '7' } }]);
    expect(receiver.requests[0]?.headers['transfer-encoding']).toBeUndefined();
  });

  describe('on a kept-alive connection that ends without an answer', () => {
    /** Fills the pool with as many connections as requests at once. */
    const keepOpen = (receiver: Receiver, count: number) =>
      Promise.all(Array.from({ length: count }, () => request({ url: `${receiver.url}/first` })));
    const arrived = ({ requests }: Receiver) => requests.filter(({ path }) => path === '/then').length;

    it('asks again on a new connection, once, when it does not matter whether the first was received', async () => {
      const receiver = await aReceiver();
      await keepOpen(receiver, 8);
      receiver.reply('reset', 200);
      const again = await request({ url: `${receiver.url}/then`, method: 'GET' });
      expect(again.response?.status).toBe(200);
      expect(again.exchanges.map(({ response }) => response?.status ?? null)).toEqual([null, 200]);
      await keepOpen(receiver, 8);
      receiver.reply('reset');
      const lost = await request({ url: `${receiver.url}/then`, method: 'PUT' });
      expect(lost).toMatchObject({ code: 'ECONNRESET', exchanges: [{ response: null }, { response: null }] });
      expect(arrived(receiver)).toBe(4);
    });

    it('does not send again what may have been received and done', async () => {
      const receiver = await aReceiver();
      for (const method of ['POST', 'PATCH']) {
        receiver.reply(200);
        await keepOpen(receiver, 8);
        receiver.reply('reset');
        const lost = await request({ url: `${receiver.url}/then`, method, body: Buffer.from('charge') });
        expect(lost).toMatchObject({ code: 'ECONNRESET', exchanges: [{ response: null }] });
      }
      expect(arrived(receiver)).toBe(2);
    });
  });
});
