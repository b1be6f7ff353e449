import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import { initialSubscriptions } from '@/catalog/destinations/registry';
import { newId } from '@/platform/ids';
import { db } from '@/storage/client';
import { outcomesOf } from '@/testing/deliveries';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { loggedEvents, startIngestServer, type IngestServer } from '@/testing/ingest-server';
import { startDelivery } from './delivery';
import { startFanOut } from './fan-out/fan-out';

let server: IngestServer;
const log = createLogger('repeater', 'error');
beforeAll(async () => {
  server = await startIngestServer();
  // As a fresh installation is: reached under a private address, which no destination may be sent to.
  setInstallation({ ...installation(), publicUrl: server.url, allowPrivateNetworks: [] });
});
afterAll(() => server.close());

async function repeat(workspaceId: string, sourceId: string, writeKeys: string[]): Promise<string> {
  const destination = await aDestination(workspaceId, sourceId, { type: 'repeater', settings: { writeKeys } });
  for (const [position, one] of initialSubscriptions('repeater').entries())
    await db().subscription.create({ data: { ...one, id: newId('sub'), destinationId: destination.id, position } });
  return destination.id;
}

const logged = async (sourceId: string) => (await loggedEvents(sourceId)).map(({ payload }) => payload);

it('an event is repeated into each other source once, as it was, and a circle of sources ends', async () => {
  const { workspace } = await aWorkspace();
  const [shop, blog, all] = await Promise.all([aSource(workspace.id), aSource(workspace.id), aSource(workspace.id)]);
  await repeat(workspace.id, shop.id, [blog.writeKey, all.writeKey]);
  await repeat(workspace.id, blog.id, [shop.writeKey]);
  const back = await repeat(workspace.id, all.id, [shop.writeKey]);
  const fanOut = startFanOut({ log });
  const delivery = startDelivery({ log });
  try {
    const event = {
      event: 'Bought',
      userId: 'u1',
      messageId: 'bought-1',
      properties: { total: 9 },
      timestamp: '2026-11-22T08:00:00.000Z',
    };
    expect((await server.post('/v1/track', event, { writeKey: shop.writeKey })).status).toBe(200);
    await vi.waitFor(
      async () => {
        expect(await outcomesOf(back)).toMatchObject([{ outcome: 'successful_delivery' }]);
      },
      { interval: 200 },
    );
    for (const source of [blog, all])
      expect(await logged(source.id)).toMatchObject([
        { ...event, context: { repeatChain: [expect.stringMatching(/^[0-9a-f]{32}$/)] } },
      ]);
    expect(await logged(shop.id), 'what came back was known by its messageId').toHaveLength(1);
  } finally {
    await Promise.all([fanOut.stop(), delivery.stop()]);
  }
});
