import http from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { parseEnv } from '../../config/env';
import { createLogger } from '../../platform/logger';
import { createHttpServer } from './http-server';

describe('the one port', () => {
  it('takes a path as long as a pixel with an event of 32 KB', async () => {
    const seen: number[] = [];
    const front = createHttpServer({
      env: parseEnv({}),
      log: createLogger('test', 'error'),
      parts: {},
      handlers: () => [
        (req, res) => {
          seen.push(req.url?.length ?? 0);
          res.end();
          return true;
        },
      ],
    });
    front.server.listen(0, '127.0.0.1');
    await once(front.server, 'listening');
    const data = encodeURIComponent(Buffer.alloc(32 * 1024, 'an event ').toString('base64'));
    const path = `/v1/pixel/track?data=${data}`;
    const { port } = front.server.address() as AddressInfo;
    const [answer] = (await once(http.get({ host: '127.0.0.1', port, path, agent: false }), 'response')) as [
      http.IncomingMessage,
    ];
    answer.resume();
    expect(answer.statusCode).toBe(200);
    expect(seen).toEqual([path.length]);
    await front.close({ graceful: false });
  });
});
