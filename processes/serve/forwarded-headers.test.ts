import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createForwardedHeaders } from './forwarded-headers';

const open: http.Server[] = [];

/** What is behind our server sees of a request that came over a real connection with these headers. */
async function seenHeaders(trustedProxies: string[], sent: string[]): Promise<http.IncomingHttpHeaders> {
  const change = createForwardedHeaders(trustedProxies);
  const server = http.createServer((req, res) => {
    change(req);
    res.end(JSON.stringify(req.headers));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = net.connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write(['GET / HTTP/1.1', 'Host: a.example', 'Connection: close', ...sent, '', ''].join('\r\n'));
  let answer = '';
  for await (const chunk of socket) answer += String(chunk);
  return JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1)) as http.IncomingHttpHeaders;
}

const SPOOFED = [
  'X-Forwarded-For: 6.6.6.6',
  'x-forwarded-for: 7.7.7.7',
  'X-Forwarded-Host: evil.example',
  'X-Forwarded-Proto: https',
  'X-Forwarded-Port: 666',
  'X-Real-IP: 6.6.6.6',
  'Forwarded: for=6.6.6.6;host=evil.example;proto=https',
];

describe('forwarding headers', () => {
  afterEach(() => {
    for (const server of open.splice(0)) server.close();
  });

  it('of a stranger are replaced by the address of the connection', async () => {
    for (const trusted of [[], ['10.0.0.0/8']]) {
      const headers = await seenHeaders(trusted, SPOOFED);
      expect(headers).toEqual({ host: 'a.example', connection: 'close', 'x-forwarded-for': '127.0.0.1' });
    }
  });

  it('of a trusted proxy give the one client it speaks for, whatever that client wrote before', async () => {
    const headers = await seenHeaders(
      ['127.0.0.0/8'],
      ['X-Forwarded-For: 6.6.6.6, 2001:db8::7', 'X-Forwarded-Host: app.example', 'X-Forwarded-Proto: https'],
    );
    expect(headers).toEqual({
      host: 'a.example',
      connection: 'close',
      'x-forwarded-for': '2001:db8::7',
      'x-forwarded-host': 'app.example',
    });
    const several = await seenHeaders(['127.0.0.0/8'], ['X-Forwarded-For: 6.6.6.6', 'X-Forwarded-For: 203.0.113.7']);
    expect(several['x-forwarded-for']).toBe('203.0.113.7');
  });

  it('that are absent name the connection', async () => {
    expect((await seenHeaders(['127.0.0.0/8'], []))['x-forwarded-for']).toBe('127.0.0.1');
  });
});
