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

  it('takes small events while others hold all the bytes there may be: whoever is silent longest is given up', async () => {
    const limits = { bodyBytes: (4 * 480 + 16) * KB, bodyTimeoutMs: 20_000 };
    const door = (server = await warm(await startIngestServer({ limits })));
    const { id, writeKey } = await aSource((await aWorkspace()).workspace.id);
    const hold = (bytes: number) => {
      const socket = connect(door);
      socket.on('error', () => undefined).on('data', () => undefined);
      socket.write(head(500 * KB, writeKey) + 'x'.repeat(bytes));
      return socket;
    };
    const attackers = Array.from({ length: 4 }, () => hold(480 * KB));
    const filled = () => door.ingest.metrics().bodyBytes;
    await expect.poll(filled).toBe(4 * 480 * KB);
    const event = { userId: 'u', event: 'A', properties: { pad: 'y'.repeat(30 * KB) } };
    for (let round = 0; round < 20; round += 1) {
      attackers.push(hold(480 * KB));
      expect((await door.post('/v1/track', event, { writeKey })).status).toBe(200);
      expect(filled()).toBeLessThanOrEqual(limits.bodyBytes);
    }
    expect(await loggedEvents(id)).toHaveLength(20);
    const { turnedAway } = door.ingest.metrics();
    expect(turnedAway).toBeGreaterThan(0);
    expect(door.ingest.health().detail).toContain(`${turnedAway} requests turned away`);
    for (const socket of attackers) socket.destroy();
    await expect.poll(filled).toBe(0);
  });

  it('answers 408 to a body that stops coming, long before its time is over', async () => {
    const door = (server = await warm(await startIngestServer({ limits: { bodyTimeoutMs: 30_000 } })));
    const { writeKey } = await aSource((await aWorkspace()).workspace.id);
    const socket = connect(door);
    const answer = answerOf(socket);
    const begun = performance.now();
    socket.write(`${head(10_000, writeKey)}{"batch":[`);
    expect(await answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(performance.now() - begun).toBeLessThan(28_000);
    expect(door.ingest.metrics()).toMatchObject({ bodyBytes: 0, slowBodies: 1 });
    expect(door.ingest.health().detail).toContain('1 given up because their bodies came too slowly');
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
