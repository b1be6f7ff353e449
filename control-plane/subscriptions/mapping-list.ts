import { MAX_BATCH } from '@/catalog/destinations/kit/batch-plan';
import { mappingNeeds } from '@/catalog/destinations/kit/mapping/mapping-needs';
import type { ActionMetadata } from '@/catalog/destinations/kit/metadata';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import { parseFql } from '@/spec/fql/parse-fql';
import { triggerWords } from '@/spec/trigger/trigger-words';
import { db } from '@/storage/client';
import { findDestination } from '@/storage/entities/destinations';
import { listSubscriptionRows, type SubscriptionRow } from '@/storage/entities/subscriptions';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { countMatches } from './trigger/count-matches';
import { maxSubscriptions } from './max-subscriptions';
import { missingPresets } from './preset-of';

/** A mapping in the list of a destination's mappings: what one reads about it, without its fields. */
export interface MappingListItem {
  id: string;
  name: string;
  /** The action's name for people; null when the destination has it no more, and the mapping does nothing. */
  action: string | null;
  enabled: boolean;
  /** FQL. */
  trigger: string;
  /** The trigger in words; null when words cannot say it. */
  words: string | null;
  /** What is wrong with the trigger; it matches nothing then. */
  mistake: string | null;
  /** How many events at most go in one request; 1: one by one. */
  batch: number;
  /** How many of the `tried` events its trigger holds for. */
  matched: number;
  /** What it lacks before its action takes anything of it; while there is something it cannot be enabled here. */
  needs: { path: string; label: string }[];
}

/** A destination's mappings and what can be added to them. */
export interface MappingList {
  items: MappingListItem[];
  /** Most mappings that it may have. */
  most: number;
  /** How many of the source's newest accepted events the triggers were asked about. */
  tried: number;
  /** Presets that are not there yet. */
  presets: { name: string; words: string | null }[];
  /** What a new mapping can do. */
  actions: { slug: string; title: string; description: string }[];
}

function batchOf(action: ActionMetadata | undefined, mapping: JsonObject): number {
  const field = (key: string) => action?.fields.find((one) => one.key === key);
  if (!action?.batches || (field('enable_batching') && mapping.enable_batching !== true)) return 1;
  const size = Number(mapping.batch_size ?? field('batch_size')?.default ?? MAX_BATCH);
  return Number.isFinite(size) && size >= 2 ? Math.min(MAX_BATCH, Math.floor(size)) : 1;
}

function viewItem(row: SubscriptionRow, actions: readonly ActionMetadata[], matched: number): MappingListItem {
  const action = actions.find(({ slug }) => slug === row.actionSlug);
  const parsed = parseFql(row.trigger);
  return {
    id: row.id,
    name: row.name,
    action: action?.title ?? null,
    enabled: row.enabled,
    trigger: row.trigger,
    words: triggerWords(row.trigger),
    mistake: parsed.ok ? null : parsed.message,
    batch: batchOf(action, row.mapping as JsonObject),
    matched,
    needs: action ? mappingNeeds(action, row.mapping as JsonObject).map(({ path, label }) => ({ path, label })) : [],
  };
}

/** Everything that the list of a destination's mappings shows. @throws ControlPlaneError `not_found`. */
export async function getMappingList(ctx: Context, input: { destinationId: string }): Promise<MappingList> {
  authorize(ctx, 'workspace:read');
  const destination = await findDestination(db(), ctx.workspace.id, input.destinationId);
  if (!destination) throw notFound('destination');
  const rows = await listSubscriptionRows(db(), ctx.workspace.id, destination.id);
  const triggers = rows.map(({ trigger }) => trigger);
  const { tried, matched } = await countMatches(ctx.workspace.id, destination.sourceId, triggers);
  const actions = findDestinationType(destination.type)?.actions ?? [];
  return {
    items: rows.map((row, index) => viewItem(row, actions, matched[index] ?? 0)),
    most: maxSubscriptions(destination.type),
    tried,
    presets: missingPresets(destination.type, rows).map(({ name, trigger }) => ({
      name,
      words: triggerWords(trigger),
    })),
    actions: actions
      .filter(({ hidden }) => !hidden)
      .map(({ slug, title, description }) => ({ slug, title, description })),
  };
}
