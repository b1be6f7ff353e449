import type { Context } from '../../../control-plane/context';
import { createDestination } from '../../../control-plane/destinations/create-destination';
import { listDestinations } from '../../../control-plane/destinations/list-destinations';
import { createFilter } from '../../../control-plane/filters/create-filter';
import { listFilters } from '../../../control-plane/filters/list-filters';
import { createSource } from '../../../control-plane/sources/create-source';
import { listSources } from '../../../control-plane/sources/list-sources';
import { listSubscriptions } from '../../../control-plane/subscriptions/list-subscriptions';
import { updateSubscription } from '../../../control-plane/subscriptions/update-subscription';

/** One source of the demo and the destination that its events go to. */
export interface DemoConnection {
  sourceId: string;
  sourceName: string;
  writeKey: string;
  destinationId: string;
}

/** What the demo sends to: a shop's website, and the back office of the company behind it. */
export interface Demo {
  shop: DemoConnection;
  backOffice: DemoConnection;
}

const FILTERS = [
  {
    title: 'Keep test orders out',
    description: 'Orders that our own staff place to try the shop.',
    condition: 'properties.test = true',
    actions: [{ type: 'DROP' as const }],
  },
  {
    title: 'Remove phone numbers',
    description: 'The webhook has no business with them.',
    condition: "type = 'identify'",
    actions: [{ type: 'DROP_PROPERTIES' as const, fields: { traits: ['phone'] } }],
  },
];

async function ensureSource(ctx: Context, wanted: { name: string; slug: string; type: string }) {
  const { items } = await listSources(ctx, { search: wanted.slug, count: 1000 });
  return items.find(({ slug }) => slug === wanted.slug) ?? createSource(ctx, wanted);
}

/** Points every mapping of a destination at `url`; the receiver of an earlier demo may have had another port. */
async function pointTo(ctx: Context, destinationId: string, url: string): Promise<void> {
  const { items } = await listSubscriptions(ctx, { destinationId });
  for (const { id, mapping } of items) {
    if (mapping.url !== url) await updateSubscription(ctx, { destinationId, id, mapping: { ...mapping, url } });
  }
}

async function ensureDestination(ctx: Context, sourceId: string, name: string, url: string): Promise<string> {
  const { items } = await listDestinations(ctx, { sourceId, type: 'webhook', count: 1000 });
  const found = items.find((destination) => destination.name === name);
  if (found) {
    await pointTo(ctx, found.id, url);
    return found.id;
  }
  const made = await createDestination(ctx, { sourceId, type: 'webhook', name, enabled: true, setup: { url } });
  return made.id;
}

async function ensureFilters(ctx: Context, destinationId: string): Promise<void> {
  const { items } = await listFilters(ctx, { destinationId });
  for (const filter of FILTERS) {
    if (!items.some(({ title }) => title === filter.title)) await createFilter(ctx, { ...filter, destinationId });
  }
}

async function ensureConnection(
  ctx: Context,
  source: { name: string; slug: string; type: string },
  destination: string,
  url: string,
): Promise<DemoConnection> {
  const { id, name, writeKeys } = await ensureSource(ctx, source);
  const destinationId = await ensureDestination(ctx, id, destination, url);
  return { sourceId: id, sourceName: name, writeKey: writeKeys[0] ?? '', destinationId };
}

/**
 * Makes what is missing of the demo in a workspace: two sources, a Webhooks destination on each, and filters.
 * What somebody renamed, changed or switched off stays as it is; only the receiver's address is brought up to date.
 */
export async function ensureDemo(ctx: Context, receiverUrl: string): Promise<Demo> {
  const shop = await ensureConnection(
    ctx,
    { name: 'Demo shop', slug: 'demo-shop', type: 'javascript' },
    'Demo order webhook',
    receiverUrl,
  );
  await ensureFilters(ctx, shop.destinationId);
  const backOffice = await ensureConnection(
    ctx,
    { name: 'Demo back office', slug: 'demo-back-office', type: 'node' },
    'Demo audit webhook',
    receiverUrl,
  );
  return { shop, backOffice };
}
