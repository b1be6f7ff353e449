import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { basicAuth, loggedEvents, startIngestServer, warm, type IngestServer } from '@/testing/ingest-server';

const KB = 1024;

describe('the door, overloaded', () => {
  let server: IngestServer | null = null;
  afterEach(async () => {
    await server?.close();
    server = null;
  });
  const connect = (door: IngestServer) => net.connect(Number(new URL(door.url).port), '127.0.0.1');
  const head = (length: number, writeKey: string) =>
    `POST /v1/batch HTTP/1.1\r\nHost: x\r\nAuthorization: ${basicAuth(writeKey)}\r\nContent-Length: ${length}\r\n\r\n`;
  const answerOf = (socket: net.Socket) =>
    new Promise<string>((resolve) => {
      let text = '';
      socket.on('data', (chunk) => (text += chunk.toString()));
      socket.once('close', () => resolve(text)).on('error', () => undefined);
    });

  it('turns requests away with 429 before reading them while as many as it may hold are under way', async () => {
    const door = (server = await warm(await startIngestServer({ limits: { requests: 20, bodyTimeoutMs: 20_000 } })));
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const slow = Array.from({ length: 20 }, () => connect(door));
    const begun = '{"batch":[';
    for (const socket of slow) socket.on('error', () => undefined).write(head(1000, writeKey) + begun);
    await expect.poll(() => door.ingest.metrics().bodyBytes).toBe(slow.length * begun.length);
    const refused = await door.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey });
    expect(refused).toMatchObject({ status: 429, body: { code: 'overloaded' } });
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(door.ingest.metrics().turnedAway).toBe(1);
    for (const socket of slow) socket.destroy();
    await expect
      .poll(async () => (await door.post('/v1/track', { userId: 'u', event: 'B' }, { writeKey })).status)
      .toBe(200);
    expect((await loggedEvents(id)).at(-1)?.name).toBe('B');
  });

  it('holds no more bytes of bodies than it may, and serves others again once the slow are gone', async () => {
    const bodyBytes = 512 * KB;
    const door = (server = await warm(await startIngestServer({ limits: { bodyBytes, bodyTimeoutMs: 20_000 } })));
    const { writeKey } = await aSource((await aWorkspace()).workspace.id);
    const slow = Array.from({ length: 8 }, () => connect(door));
    const answers = slow.map(answerOf);
    for (const socket of slow) socket.write(head(480 * KB, writeKey) + 'x'.repeat(100 * KB));
    const overloaded = await Promise.race(answers);
    expect(overloaded).toMatch(/^HTTP\/1\.1 429 /);
    expect(overloaded).toContain('"code":"overloaded"');
    expect(door.ingest.metrics().bodyBytes).toBeLessThanOrEqual(bodyBytes);
    for (const socket of slow) socket.destroy();
    await expect.poll(() => door.ingest.metrics().bodyBytes).toBe(0);
    expect((await door.post('/v1/track', { userId: 'u', event: 'A' }, { writeKey })).status).toBe(200);
    await expect.poll(() => door.ingest.metrics().bodyBytes).toBe(0);
  });

  it('lets go of a sender that trickles its body, however often a byte comes', async () => {
    const door = (server = await warm(await startIngestServer({ limits: { bodyTimeoutMs: 400 } })));
    const { writeKey } = await aSource((await aWorkspace()).workspace.id);
    const socket = connect(door);
    const answer = answerOf(socket);
    socket.write(head(10_000, writeKey));
    const trickle = setInterval(() => socket.write('x'), 20);
    const text = await answer;
    clearInterval(trickle);
    expect(text).toMatch(/^HTTP\/1\.1 408 /);
    expect(door.ingest.metrics().bodyBytes).toBe(0);
  });
});
