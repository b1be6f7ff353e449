import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLogger } from '@/platform/logger';
import { pool } from '@/storage/client';
import { addAttemptSamples } from '@/storage/deliveries/add-attempt-samples';
import { aDeliveryTarget, enqueue, outcomesOf } from '@/testing/deliveries';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { startDelivery, type Delivery } from './delivery';

const FAST = { backoff: { baseMs: 20, maxMs: 200 }, windowMs: 120_000, maxRetryAfterMs: 5000 };
let receiver: Receiver;
let worker: Delivery;

beforeEach(async () => {
  receiver = await startReceiver();
  worker = startDelivery({ log: createLogger('delivery', 'error'), policy: FAST });
});
afterEach(async () => {
  await worker.stop();
  await receiver.close();
});

interface Sample {
  reason: string;
  message: string;
  sent: string;
  request: { method: string; url: string; headers: Record<string, string>; body: string } | null;
  response: { status: number; body: string; truncated: boolean; headers: Record<string, string> } | null;
}
const samplesOf = async (destinationId: string) => {
  const { rows } = await pool().query<Sample>(
    'SELECT reason, message, sent, request, response FROM pipeline.attempt_sample WHERE destination_id = $1 ORDER BY id',
    [destinationId],
  );
  return rows;
};
const settled = (destinationId: string, count = 1) =>
  vi.waitFor(async () => expect(await outcomesOf(destinationId)).toHaveLength(count), {
    interval: 25,
  });
const sampled = (destinationId: string) =>
  vi.waitFor(async () => {
    const found = await samplesOf(destinationId);
    expect(found.length).toBeGreaterThan(0);
    return found;
  });

describe('a sample of a failed delivery', () => {
  it('shows what was sent, the request and the response', async () => {
    receiver.reply({
      status: 400,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"no such field"}',
    });
    const target = await aDeliveryTarget('webhook', { answers: { url: `${receiver.url}/in?x=1` } });
    const [messageId] = await enqueue(target);
    const [sample] = await sampled(target.destinationId);
    expect(sample).toMatchObject({
      reason: '400',
      message: 'The destination answered 400 Bad Request.',
      request: { method: 'POST', url: `${receiver.url}/in?x=1`, headers: { 'content-type': 'application/json' } },
      response: { status: 400, body: '{"message":"no such field"}', truncated: false },
    });
    expect(JSON.parse(sample?.sent ?? '')).toMatchObject({ messageId });
    expect(JSON.parse(sample?.request?.body ?? '')).toMatchObject({ messageId });
  });

  it('never holds a secret, wherever it turns up', async () => {
    const secret = 's3cr"t/+ with spaces';
    const bare = 'plain-token-value';
    const echo = { status: 400, headers: { 'x-echo': bare, 'set-cookie': 'session=1' }, body: `you sent ${bare}` };
    receiver.reply(echo);
    const headers = { Authorization: 'Bearer someone', 'X-Api-Key': 'k-123', 'X-Plain': 'seen' };
    const target = await aDeliveryTarget('webhook', {
      answers: { url: `${receiver.url}/${bare}?access_token=t-456` },
      mapping: { headers },
      secrets: { sharedSecret: bare, other: secret },
    });
    await enqueue(target, { event: { properties: { leaked: secret, again: bare } } });
    const [sample] = await sampled(target.destinationId);
    const text = JSON.stringify(sample);
    for (const hidden of [bare, 's3cr', 'someone', 'k-123', 't-456', 'session=1']) expect(text).not.toContain(hidden);
    expect(sample?.request?.headers['x-plain']).toBe('seen');
    const { rows } = await pool().query('SELECT detail FROM pipeline.outcome WHERE destination_id = $1', [
      target.destinationId,
    ]);
    expect(JSON.stringify(rows)).not.toContain(bare);
  });

  it('keeps 16 KB of a body of 10 MB, and NUL bytes do not stop it', async () => {
    receiver.reply({ status: 500, body: Buffer.concat([Buffer.from('\0'), Buffer.alloc(10_000_000, 'x')]) }, 200);
    const target = await aDeliveryTarget('webhook', { answers: { url: receiver.url } });
    await enqueue(target);
    await settled(target.destinationId);
    const [sample] = await sampled(target.destinationId);
    expect(sample?.response).toMatchObject({ status: 500, truncated: true });
    expect(sample?.response?.body.length).toBeLessThanOrEqual(16 * 1024);
  });

  it('is one of the newest ten of its reason, however many deliveries fail', async () => {
    receiver.reply(404);
    const target = await aDeliveryTarget('webhook', { answers: { url: receiver.url } });
    const messageIds = await enqueue(target, { count: 30 });
    await settled(target.destinationId, 30);
    await sampled(target.destinationId);
    expect(await samplesOf(target.destinationId)).toHaveLength(10);
    const { workspaceId, destinationId } = target;
    const one = { workspaceId, destinationId, reason: '404', at: new Date(), eventId: '1', sent: '{}' };
    const newer = messageIds.slice(0, 12).map((messageId, index) => ({ ...one, messageId, message: `newer ${index}` }));
    await addAttemptSamples(
      pool(),
      newer.map((sample) => ({ ...sample, request: null, response: null })),
    );
    const kept = await samplesOf(destinationId);
    expect(kept.map(({ message }) => message)).toEqual(newer.slice(2).map(({ message }) => message));
  });
});
