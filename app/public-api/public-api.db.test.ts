import sdk from '@segment/public-api-sdk-typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Context } from '@/control-plane/context';
import { pool } from '@/storage/client';
import { addOutcomeCounts } from '@/storage/metrics/add-outcome-counts';
import { aSource, aWorkspace } from '@/testing/factories';
import { aToken, segmentClient, startPublicApi } from '@/testing/public-api-server';

// Segment's own client against our handlers: every operation that is offered, in the order in which a program would use it.

const NODE = '3f8e21ab60c947d5b2e81f04';
const WEBHOOKS = '614a3c7d791c91c41bae7599';
const { TypeEnum } = sdk.DestinationFilterActionV1;
const PAGE = { count: 10 };

let server: Awaited<ReturnType<typeof startPublicApi>>;
let ctx: Context;
let segment: ReturnType<typeof segmentClient>;

beforeAll(async () => {
  server = await startPublicApi();
  ctx = await aWorkspace();
  segment = segmentClient(server.url, await aToken(ctx));
});
afterAll(() => server.close());

/** What a call of the client returned, without its envelope. */
async function data<T>(call: Promise<{ body: { data?: T } }>): Promise<T> {
  const { body } = await call;
  if (body.data === undefined) throw new Error('The answer has no data.');
  return body.data;
}

async function aWebhook() {
  const source = await aSource(ctx.workspace.id);
  const { destination } = await data(
    segment.destinations.createDestination({
      sourceId: source.id,
      metadataId: WEBHOOKS,
      name: 'Orders',
      enabled: true,
      settings: { url: 'https://example.com/hook', sharedSecret: 'top-secret' },
    }),
  );
  return { source, destination };
}

describe("the Public API, through Segment's client", () => {
  it('answers the workspace of the token', async () => {
    const { workspace } = await data(segment.workspaces.getWorkspace());
    const { id, slug, name } = ctx.workspace;
    expect(workspace).toMatchObject({ id, slug, name });
  });

  it('pages through the catalog of sources and gets each of its entries', async () => {
    const first = await data(segment.catalog.getSourcesCatalog({ count: 5 }));
    expect(first.sourcesCatalog).toHaveLength(5);
    expect(first.pagination).toMatchObject({ current: 'MA==' });
    const next = first.pagination.next ?? '';
    const second = await data(segment.catalog.getSourcesCatalog({ count: 5, cursor: next }));
    expect(second.pagination.current).toBe(next);
    expect(second.sourcesCatalog[0]?.id).not.toBe(first.sourcesCatalog[0]?.id);
    const { sourceMetadata } = await data(segment.catalog.getSourceMetadata(NODE));
    expect(sourceMetadata).toMatchObject({ id: NODE, slug: 'node', name: 'Node.js' });
  });

  it('creates, lists, gets, changes and deletes a source', async () => {
    const created = await segment.sources.createSource({ slug: 'api-made', enabled: true, metadataId: NODE });
    expect(created.response.statusCode).toBe(201);
    const source = (await data(Promise.resolve(created))).source;
    expect(source).toMatchObject({ slug: 'api-made', enabled: true, workspaceId: ctx.workspace.id, labels: [] });
    expect(source.writeKeys).toHaveLength(1);
    await aSource(ctx.workspace.id);
    const first = await data(segment.sources.listSources({ count: 1 }));
    const second = await data(segment.sources.listSources({ count: 1, cursor: first.pagination.next ?? '' }));
    expect(new Set([...first.sources, ...second.sources].map(({ id }) => id)).size).toBe(2);
    expect(second.pagination.totalEntries).toBe(first.pagination.totalEntries);
    const changed = await data(segment.sources.updateSource(source.id, { name: 'Made by API', enabled: false }));
    expect(changed.source).toMatchObject({ name: 'Made by API', enabled: false, slug: 'api-made' });
    const got = await data(segment.sources.getSource(source.id));
    expect(got).toMatchObject({ source: changed.source, trackingPlanId: null });
    expect(await data(segment.sources.deleteSource(source.id))).toEqual({ status: 'SUCCESS' });
    await expect(segment.sources.getSource(source.id)).rejects.toMatchObject({ statusCode: 404 });
  });

  it('adds a write key to a source and removes the old one', async () => {
    const { id, writeKey } = await aSource(ctx.workspace.id);
    const { source } = await data(segment.sources.createWriteKeyForSource(id));
    expect(source.writeKeys).toHaveLength(2);
    expect(await data(segment.sources.removeWriteKeyFromSource(id, writeKey))).toEqual({ status: 'SUCCESS' });
    const left = (await data(segment.sources.getSource(id))).source.writeKeys;
    expect(left).toEqual(source.writeKeys.filter((key) => key !== writeKey));
  });

  it('creates a destination with the mappings that its answers allow, and never shows a secret again', async () => {
    const { source, destination } = await aWebhook();
    expect(destination).toMatchObject({ name: 'Orders', enabled: true, sourceId: source.id });
    expect(JSON.stringify(destination)).not.toContain('top-secret');
    const connected = await data(segment.sources.listConnectedDestinationsFromSource(source.id, PAGE));
    expect(connected.destinations.map(({ id }) => id)).toEqual([destination.id]);
    const changed = await data(
      segment.destinations.updateDestination(destination.id, { name: 'All orders', enabled: false }),
    );
    expect(changed.destination).toMatchObject({ name: 'All orders', enabled: false });
    expect((await data(segment.destinations.getDestination(destination.id))).destination).toEqual(changed.destination);
    const { destinations } = await data(segment.destinations.listDestinations({ count: 1000 }));
    expect(destinations.map(({ id }) => id)).toContain(destination.id);
    expect(await data(segment.destinations.deleteDestination(destination.id))).toEqual({ status: 'SUCCESS' });
  });

  it('lists, adds, gets, changes and removes subscriptions', async () => {
    const { destination } = await aWebhook();
    const { subscriptions } = await data(segment.destinations.listSubscriptionsFromDestination(destination.id, PAGE));
    expect(subscriptions.length).toBeGreaterThan(0);
    const actionId = subscriptions[0]?.actionId ?? '';
    const { destinationSubscription: made } = await data(
      segment.destinations.createDestinationSubscription(destination.id, {
        name: 'Refunds',
        actionId,
        trigger: 'event = "Order Refunded"',
        enabled: false,
        settings: { url: 'https://example.com/refunds', method: 'POST' },
      }),
    );
    expect(made).toMatchObject({ name: 'Refunds', actionId, destinationId: destination.id, enabled: false });
    const { subscription } = await data(
      segment.destinations.updateSubscriptionForDestination(destination.id, made.id, { input: { enabled: true } }),
    );
    expect(subscription).toEqual({ ...made, enabled: true });
    const got = await data(segment.destinations.getSubscriptionFromDestination(destination.id, made.id));
    expect(got.subscription).toEqual(subscription);
    expect(await data(segment.destinations.removeSubscriptionFromDestination(destination.id, made.id))).toEqual({
      status: 'SUCCESS',
    });
  });

  it('creates, lists, gets, changes and removes filters', async () => {
    const { source, destination } = await aWebhook();
    const { filter } = await data(
      segment.filters.createFilterForDestination(destination.id, {
        sourceId: source.id,
        title: 'No tests',
        if: 'properties.test = true',
        actions: [{ type: TypeEnum.DROP }],
        enabled: true,
      }),
    );
    expect(filter).toMatchObject({ if: 'properties.test = true', sourceId: source.id, destinationId: destination.id });
    const changed = await data(
      segment.filters.updateFilterForDestination(destination.id, filter.id, { enabled: false, if: 'all' }),
    );
    expect(changed.filter).toMatchObject({ id: filter.id, enabled: false, if: 'all', title: 'No tests' });
    const { filters, pagination } = await data(segment.filters.listFiltersFromDestination(destination.id, PAGE));
    expect(filters).toEqual([changed.filter]);
    expect(pagination.totalEntries).toBe(1);
    expect((await data(segment.filters.getFilterInDestination(destination.id, filter.id))).filter).toEqual(filters[0]);
    expect(await data(segment.filters.removeFilterFromDestination(destination.id, filter.id))).toEqual({
      status: 'SUCCESS',
    });
  });

  it('previews a filter: the event without the field, or null when it would be dropped', async () => {
    const payload = { type: 'track', event: 'Order Completed', properties: { email: 'a@example.com', total: 5 } };
    const preview = (actions: { type: (typeof TypeEnum)[keyof typeof TypeEnum]; fields?: object }[]) =>
      data(segment.filters.previewDestinationFilter({ filter: { if: "type = 'track'", actions }, payload }));
    const trimmed = await preview([{ type: TypeEnum.DROP_PROPERTIES, fields: { properties: ['email'] } }]);
    expect(trimmed).toEqual({ inputPayload: payload, result: { ...payload, properties: { total: 5 } } });
    expect((await preview([{ type: TypeEnum.DROP }])).result).toBeNull();
  });

  it("summarises a destination's delivery metrics", async () => {
    const { source, destination } = await aWebhook();
    const row = { at: new Date(), workspaceId: ctx.workspace.id, sourceId: source.id, destinationId: destination.id };
    await addOutcomeCounts(pool(), [
      { ...row, eventType: 'track', outcome: 'successful_delivery', reason: '', onRetry: false, count: 7 },
      { ...row, eventType: 'track', outcome: 'successful_delivery', reason: '', onRetry: true, count: 2 },
      { ...row, eventType: 'track', outcome: 'failed_delivery', reason: '400', onRetry: false, count: 1 },
    ]);
    const { deliveryMetricsSummary: summary } = await data(
      segment.destinations.listDeliveryMetricsSummaryFromDestination(destination.id, source.id),
    );
    expect(summary).toMatchObject({ sourceId: source.id, destinationMetadataId: WEBHOOKS });
    expect(summary.metrics.map(({ metricName, total }) => [metricName, total])).toEqual(
      expect.arrayContaining([
        ['successes', 9],
        ['discarded', 1],
      ]),
    );
    expect(summary.metrics[0]?.breakdown).toContainEqual({ metricName: 'successes_after_retry', value: 2 });
  });

  it('reports usage by day, for the workspace and per source', async () => {
    const source = await aSource(ctx.workspace.id);
    const { id } = ctx.workspace;
    await pool().query(`INSERT INTO pipeline.api_call VALUES ($1, $2, '2026-03-02', 5)`, [id, source.id]);
    const users = `(workspace_id, month, kind, id_hash, first_day) VALUES ($1, '2026-03-01', 'u', gen_random_uuid(), '2026-03-02')`;
    await pool().query(`INSERT INTO pipeline.tracked_user ${users}`, [id]);
    const calls = await data(segment.apiCalls.getDailyWorkspaceAPICallsUsage('2026-03-01', { count: 3 }));
    expect(calls.dailyWorkspaceAPICallsUsage.map(({ apiCalls }) => apiCalls)).toEqual(['0', '5', '5']);
    expect(calls.pagination).toMatchObject({ totalEntries: 31, next: expect.any(String) as string });
    const perSource = await data(segment.apiCalls.getDailyPerSourceAPICallsUsage('2026-03-01', PAGE));
    expect(perSource.dailyPerSourceAPICallsUsage[1]).toEqual({
      sourceId: source.id,
      apiCalls: '5',
      timestamp: '2026-03-02T00:00:00.000Z',
    });
    const mtu = await data(segment.mtu.getDailyWorkspaceMTUUsage('2026-03-01', PAGE));
    expect(mtu.dailyWorkspaceMTUUsage[1]).toMatchObject({
      periodStart: Date.UTC(2026, 2, 1) / 1000,
      periodEnd: Date.UTC(2026, 3, 1) / 1000,
      identified: '1',
      neverIdentified: '0',
    });
    const none = await data(segment.mtu.getDailyPerSourceMTUUsage('2026-03-01', PAGE));
    expect(none.dailyPerSourceMTUUsage).toEqual([]);
  });
});
