import { expect, it } from 'vitest';
import { pool } from '@/storage/client';
import { addOutcomeCounts } from '@/storage/metrics/add-outcome-counts';
import { aWorkspace } from '@/testing/factories';
import { ensureDemo } from './ensure-demo';
import type { Receiver } from './receiver';
import { BLOCKED_HELP, watchDelivery } from './watch-delivery';

async function watched(counts: Receiver['counts']) {
  const ctx = await aWorkspace();
  const url = 'http://127.0.0.1:4455/events';
  const demo = await ensureDemo(ctx, url);
  const receiver: Receiver = { url, counts, down: false, close: () => Promise.resolve() };
  return { ctx, demo, watch: watchDelivery(ctx, demo, receiver, () => undefined) };
}

it('tells how to allow deliveries to this machine when the server refused them', async () => {
  const { ctx, demo, watch } = await watched({});
  await addOutcomeCounts(pool(), [
    {
      at: new Date(),
      workspaceId: ctx.workspace.id,
      sourceId: demo.shop.sourceId,
      destinationId: demo.shop.destinationId,
      eventType: 'track',
      outcome: 'failed_delivery',
      reason: 'BLOCKED_ADDRESS',
      onRetry: false,
      count: 3,
    },
  ]);
  expect(await watch.finish()).toBe(BLOCKED_HELP);
  expect(BLOCKED_HELP).toContain('SWITCHYARD_ALLOW_PRIVATE_NETWORKS=127.0.0.0/8,::1/128');
});

it('has nothing to say when something arrived', async () => {
  const { watch } = await watched({ 200: 1 });
  expect(await watch.finish()).toBeNull();
});

it('does not claim to know the reason when the deliveries are just not there', async () => {
  const { watch } = await watched({});
  const help = await watch.finish();
  expect(help).toContain('Nothing has reached the receiver');
  expect(help).not.toBe(BLOCKED_HELP);
});
