import http from 'node:http';
import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { parseEnv } from '../../config/env';
import { createLogger } from '../../platform/logger';
import { createHttpServer } from './http-server';

describe('the one port', () => {
  /** The front door before a handler that says which path it was asked for. */
  async function open() {
    const paths: (string | undefined)[] = [];
    const front = createHttpServer({
      env: parseEnv({}),
      log: createLogger('test', 'error'),
      parts: {},
      handlers: () => [
        (req, res) => {
          paths.push(req.url);
          if (req.url?.startsWith('/api/live/')) res.write('the first of many');
          else res.end('answered');
          return true;
        },
      ],
    });
    front.server.listen(0, '127.0.0.1');
    await once(front.server, 'listening');
    const { port } = front.server.address() as AddressInfo;
    /** Sends `text` as it is; what came until the connection was closed. */
    const send = async (text: string) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.write(text);
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk.toString()));
      await once(socket, 'close');
      return answer;
    };
    return { front, paths, port, send };
  }

  it('takes a path as long as a pixel with an event of 32 KB', async () => {
    const { front, paths, port } = await open();
    const data = encodeURIComponent(Buffer.alloc(32 * 1024, 'an event ').toString('base64'));
    const path = `/v1/pixel/track?data=${data}`;
    const [answer] = (await once(http.get({ host: '127.0.0.1', port, path, agent: false }), 'response')) as [
      http.IncomingMessage,
    ];
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(paths).toEqual([path]);
    await front.close({ graceful: false });
  });

  it('reads the path of a target that names the server too', async () => {
    const { front, paths, send } = await open();
    for (const target of ['http://any.host:80/v1/track?a=/b', 'HTTPS://any.host', 'http://any.host?a', '*']) {
      await send(`OPTIONS ${target} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    }
    expect(paths).toEqual(['/v1/track?a=/b', '/', '/?a', '*']);
    await front.close({ graceful: false });
  });

  it('answers a request that would rather be another protocol as any other, and closes', async () => {
    const { front, paths, send } = await open();
    for (const protocol of ['websocket', 'h2c']) {
      const upgrade = `Connection: Upgrade, close\r\nUpgrade: ${protocol}\r\n`;
      const answer = await send(`POST /v1/track HTTP/1.1\r\nHost: x\r\n${upgrade}Content-Length: 2\r\n\r\n{}`);
      expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    }
    expect(paths).toEqual(['/v1/track', '/v1/track']);
    await front.close({ graceful: false });
  });

  it('refuses to be a tunnel, and keeps no connection of one who asks', async () => {
    const { front, send } = await open();
    expect(await send('CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\n\r\n')).toMatch(/^HTTP\/1\.1 501 /);
    await front.close({ graceful: false });
  });

  it('ends the streams of the debugger when it closes', async () => {
    const { front, send, paths } = await open();
    const streams = ['/api/live/sources/1/events', 'http://any.host/api/live/sources/2/events'].map((target) =>
      send(`GET ${target} HTTP/1.1\r\nHost: x\r\n\r\n`),
    );
    await vi.waitFor(() => expect(paths).toHaveLength(2));
    await front.close({ graceful: false });
    for (const answer of await Promise.all(streams)) expect(answer).toContain('the first of many');
  });
});
