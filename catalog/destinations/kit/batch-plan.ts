import type * as ActionsCore from '@segment/actions-core';
import type { JsonObject } from '@/spec/event';
import type { AnyDefinition } from './describe-definition';

/** How the events of one mapping are sent together. */
export interface BatchPlan {
  /** Most events in one request, at least 2. */
  size: number;
  /** Events with equal keys may share a request. */
  keyOf(event: JsonObject): string;
}

/** Most events we put into one request, whatever a mapping allows. */
export const MAX_BATCH = 100;

function batchSize(action: ActionsCore.ActionDefinition<never>, mapping: JsonObject): number {
  const asked = Number(mapping.batch_size ?? action.fields.batch_size?.default ?? MAX_BATCH);
  if ('enable_batching' in action.fields && mapping.enable_batching !== true) return 0;
  // An action without that switch (webhook's) batches from a size of two; its default of zero means one by one.
  return Number.isFinite(asked) ? Math.min(MAX_BATCH, Math.floor(asked)) : 0;
}

/** The plan for `actionSlug` with `mapping`, or null when its events go one by one. */
export function batchPlan(
  core: typeof ActionsCore,
  definition: AnyDefinition,
  actionSlug: string,
  mapping: JsonObject,
): BatchPlan | null {
  const action = definition.actions[actionSlug] as ActionsCore.ActionDefinition<never> | undefined;
  if (!action || typeof action.performBatch !== 'function') return null;
  const size = batchSize(action, mapping);
  if (size < 2) return null;
  const named = mapping.batch_keys ?? action.fields.batch_keys?.default ?? [];
  const keys = Array.isArray(named) ? named.filter((key): key is string => typeof key === 'string') : [];
  const relevant = Object.fromEntries(Object.entries(mapping).filter(([key]) => keys.includes(key)));
  return { size, keyOf: (event) => JSON.stringify(core.transform(relevant, event)) };
}
