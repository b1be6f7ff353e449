import { expect, it } from 'vitest';
import { listFilters } from '@/control-plane/filters/list-filters';
import { updateSource } from '@/control-plane/sources/update-source';
import { listSources } from '@/control-plane/sources/list-sources';
import { listSubscriptions } from '@/control-plane/subscriptions/list-subscriptions';
import { aWorkspace } from '@/testing/factories';
import { ensureDemo } from './ensure-demo';

it('makes sources, enabled destinations that send to the receiver, and filters', async () => {
  const ctx = await aWorkspace();
  const demo = await ensureDemo(ctx, 'http://127.0.0.1:4455/events');
  expect(demo.shop.writeKey).toMatch(/^.{32}$/);
  const { items } = await listSubscriptions(ctx, { destinationId: demo.shop.destinationId });
  expect(items.length).toBeGreaterThan(0);
  for (const { mapping, enabled } of items) {
    expect([mapping.url, enabled]).toEqual(['http://127.0.0.1:4455/events', true]);
  }
  const filters = await listFilters(ctx, { destinationId: demo.shop.destinationId });
  expect(filters.items.map(({ title }) => title)).toEqual(['Keep test orders out', 'Remove phone numbers']);
});

it('makes nothing twice, keeps what somebody changed, and follows the receiver to another port', async () => {
  const ctx = await aWorkspace();
  const first = await ensureDemo(ctx, 'http://127.0.0.1:4455/events');
  await updateSource(ctx, { sourceId: first.shop.sourceId, name: 'Our shop' });
  const second = await ensureDemo(ctx, 'http://127.0.0.1:5000/events');
  expect(second).toEqual({ ...first, shop: { ...first.shop, sourceName: 'Our shop' } });
  expect((await listSources(ctx)).items).toHaveLength(2);
  const { items } = await listSubscriptions(ctx, { destinationId: first.shop.destinationId });
  expect(items[0]?.mapping.url).toBe('http://127.0.0.1:5000/events');
});
