import type * as ActionsCore from '@segment/actions-core';
import type { Json, JsonObject } from '@/spec/event';
import type { AnyDefinition } from './describe-definition';
import type { ActionMetadata } from './metadata';

/** How the events of one mapping are sent together. */
export interface BatchPlan {
  /** Most events in one request, at least 2. */
  size: number;
  /** Events with equal keys may share a request. */
  keyOf(event: JsonObject): string;
}

/** Most events we put into one request, whatever a mapping allows. */
export const MAX_BATCH = 100;

/** The fields of an action that say how it batches: `default` by key. */
type BatchFields = Record<string, { default?: unknown } | undefined>;

/** Most events in one request of this mapping; less than 2: one by one. */
function sizeOf(fields: BatchFields, mapping: JsonObject): number {
  const asked = Number(mapping.batch_size ?? fields.batch_size?.default ?? MAX_BATCH);
  if (fields.enable_batching && mapping.enable_batching !== true) return 0;
  // An action without that switch (webhook's) batches from a size of two; its default of zero means one by one.
  return Number.isFinite(asked) ? Math.min(MAX_BATCH, Math.floor(asked)) : 0;
}

/** How many events of a mapping one request carries at most, by the catalog: 1 when they go one by one. */
export function eventsPerRequest(action: ActionMetadata | undefined, mapping: JsonObject): number {
  if (!action?.batches) return 1;
  const fields: BatchFields = Object.fromEntries(action.fields.map((field) => [field.key, field]));
  return Math.max(1, sizeOf(fields, mapping));
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
  const size = sizeOf(action.fields, mapping);
  if (size < 2) return null;
  const named = (mapping.batch_keys ?? action.fields.batch_keys?.default ?? []) as Json;
  const keys = Array.isArray(named) ? named.filter((key): key is string => typeof key === 'string') : [];
  const relevant = Object.fromEntries(Object.entries(mapping).filter(([key]) => keys.includes(key)));
  // Most keys are literal, so that all events have the same.
  const literal = !JSON.stringify(relevant).includes('"@');
  const fixed = literal ? JSON.stringify(core.transform(relevant, {})) : null;
  return { size, keyOf: (event) => fixed ?? JSON.stringify(core.transform(relevant, event)) };
}
