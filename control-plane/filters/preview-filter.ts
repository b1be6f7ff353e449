import type { z } from 'zod';
import { applyFilters } from '@/pipeline/filter/apply-filters';
import type { JsonObject, SegmentEvent } from '@/spec/event';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { previewFilterSchema } from './filter.schema';
import { requireValidFql } from './require-valid-fql';

/** What a filter would do to one event: `result` is the event as it would be sent, or null when it would not. */
export interface FilterPreview {
  inputPayload: JsonObject;
  result: JsonObject | null;
  /** Whether fields would be removed from it. */
  changed: boolean;
  /** When it would not be sent: why. */
  detail: string | null;
}

/**
 * Tries a filter on one event without saving anything, with the code that the pipeline runs.
 * @throws ControlPlaneError `invalid_input` (bad FQL, with the position).
 */
export function previewFilter(ctx: Context, input: z.input<typeof previewFilterSchema>): FilterPreview {
  authorize(ctx, 'workspace:read');
  const { condition, actions, payload } = parseInput(previewFilterSchema, input);
  requireValidFql(condition, 'condition');
  const event = payload as SegmentEvent;
  const decided = applyFilters(event, [{ id: 'preview', title: 'Preview', condition, actions, enabled: true }]);
  const inputPayload = payload as JsonObject;
  return decided.verdict === 'drop'
    ? { inputPayload, result: null, changed: false, detail: decided.detail }
    : { inputPayload, result: decided.event as JsonObject, changed: decided.changed, detail: null };
}
