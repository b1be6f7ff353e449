import { expect, it, vi } from 'vitest';
import { createLogger } from '@/platform/logger';
import { pool } from '@/storage/client';
import { aDeliveryTarget, outcomesOf } from '@/testing/deliveries';
import { startReceiver } from '@/testing/receiver';
import { startDelivery } from './delivery';
import { startFanOut } from './fan-out/fan-out';

it('an event in the log reaches the endpoint by fan-out and delivery, once', async () => {
  const receiver = await startReceiver();
  const log = createLogger('chain', 'error');
  const target = await aDeliveryTarget('webhook', { answers: { url: receiver.url } });
  const fanOut = startFanOut({ log });
  const delivery = startDelivery({ log });
  try {
    const event = { type: 'track', event: 'Signed Up', messageId: 'chain-1', userId: 'u1', context: {} };
    const at = new Date();
    const stamped = {
      ...event,
      timestamp: at.toISOString(),
      receivedAt: at.toISOString(),
      originalTimestamp: at.toISOString(),
    };
    await pool().query(
      `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, user_id, outcome, payload)
       VALUES ($1, $2, $3, 'chain-1', 'track', 'Signed Up', 'u1', 'successfully_received', $4)`,
      [at, target.workspaceId, target.sourceId, JSON.stringify(stamped)],
    );
    await vi.waitFor(async () => expect(await outcomesOf(target.destinationId)).toHaveLength(1));
    expect(receiver.bodies()).toMatchObject([event]);
    expect(await outcomesOf(target.destinationId)).toMatchObject([{ outcome: 'successful_delivery', attempts: 1 }]);
  } finally {
    await Promise.all([fanOut.stop(), delivery.stop()]);
    await receiver.close();
  }
});
