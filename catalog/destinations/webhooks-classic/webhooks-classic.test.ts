import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { sendByPreset, storedEvent } from '@/testing/send-by-preset';

let receivers: Receiver[];
beforeAll(() => useTestInstallation({ databaseUrl: 'postgresql://unused' }));
beforeEach(async () => {
  receivers = await Promise.all([startReceiver(), startReceiver(), startReceiver()]);
});
afterEach(() => Promise.all(receivers.map((receiver) => receiver.close())));

const event = storedEvent('identify', { traits: { plan: 'pro' } });
const send = (urls = receivers.map(({ url }) => `${url}/in`), headers = {}, of = event) =>
  sendByPreset('webhooks-classic', of, {}, { urls, headers });

describe('Webhooks (Classic)', () => {
  it('posts the whole event with the headers to every URL', async () => {
    expect((await send(undefined, { 'X-Team': 'data' })).results).toEqual([{ kind: 'ok' }]);
    for (const receiver of receivers) {
      expect(receiver.bodies()).toEqual([event]);
      expect(receiver.requests[0]).toMatchObject({ method: 'POST', path: '/in', headers: { 'x-team': 'data' } });
    }
  });

  it('counts the event as delivered when one URL took it, as Segment does', async () => {
    receivers[0]?.reply(500);
    receivers[2]?.reply('reset');
    expect((await send()).results).toEqual([{ kind: 'ok' }]);
  });

  it.each([
    ['before', 0, 500],
    ['after', 500, 0],
  ])('does so when the answer of another comes %s', async (_when, takenAfterMs, refusedAfterMs) => {
    receivers[0]?.reply({ status: 200, afterMs: takenAfterMs });
    receivers[1]?.reply({ status: 500, afterMs: refusedAfterMs });
    receivers[2]?.reply({ status: 401, afterMs: refusedAfterMs });
    expect((await send()).results).toEqual([{ kind: 'ok' }]);
  });

  it.each([
    ['before', 0, 500],
    ['after', 500, 0],
  ])('is tried again while one of them may still take it, refused %s another', async (_when, firstMs, secondMs) => {
    receivers[0]?.reply({ status: 401, afterMs: firstMs });
    receivers[1]?.reply({ status: 503, afterMs: secondMs });
    receivers[2]?.reply({ status: 400, afterMs: firstMs });
    expect((await send()).results).toMatchObject([{ kind: 'retry', status: 503 }]);
    receivers[1]?.reply('reset');
    expect((await send()).results).toMatchObject([{ kind: 'retry', reason: 'ECONNRESET' }]);
  });

  it('is tried again when no URL took it', async () => {
    for (const receiver of receivers) receiver.reply(503);
    expect((await send()).results).toMatchObject([{ kind: 'retry', status: 503 }]);
  });

  it('refuses an event whose value cannot be a header, and sends a header once however it is spelled', async () => {
    const odd = storedEvent('identify', { userId: 'a\nb' });
    const refused = await send(undefined, { 'X-Uid': { '@path': '$.userId' } }, odd);
    expect(refused.results).toMatchObject([{ kind: 'final', reason: 'MESSAGE_REJECTED' }]);
    expect(receivers[0]?.requests).toHaveLength(0);
    await send(undefined, { 'Content-Type': 'application/vnd.x+json' });
    expect(receivers[0]?.requests[0]?.headers['content-type']).toBe('application/vnd.x+json');
  });

  it('refuses more than five URLs', async () => {
    const many = Array.from({ length: 6 }, (_, index) => `${receivers[0]?.url ?? ''}/${index}`);
    expect((await send(many)).results).toMatchObject([{ kind: 'final', reason: 'MESSAGE_REJECTED' }]);
    expect(receivers[0]?.requests).toHaveLength(0);
  });
});
