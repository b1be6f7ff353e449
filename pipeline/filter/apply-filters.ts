import type { JsonObject, SegmentEvent } from '@/spec/event';
import type { FilterAction, FilterRule } from '@/spec/filter';
import { allowFields, dropFields } from './actions/change-fields';
import { compiledFql } from './compiled-fql';
import { isSampled } from './actions/sample';

export type FilterVerdict =
  | { verdict: 'pass'; event: SegmentEvent; changed: boolean }
  | {
      verdict: 'drop';
      filterId: string;
      reason: 'FILTERED_BY_RULES' | 'FILTER_ERROR';
      /** A sentence for a person. */
      detail: string;
    };

/** The fixed order of segment-facts 4.4, whatever order the filters are in. */
const ORDER: FilterAction['type'][] = ['SAMPLE', 'DROP', 'DROP_PROPERTIES', 'ALLOW_PROPERTIES'];

type Drop = Extract<FilterVerdict, { verdict: 'drop' }>;

function dropped({ id, title }: FilterRule, reason: Drop['reason'], why: string): Drop {
  return { verdict: 'drop', filterId: id, reason, detail: `Filter “${title}” ${why}` };
}

function failed(rule: FilterRule, error: unknown): Drop {
  return dropped(rule, 'FILTER_ERROR', `failed: ${error instanceof Error ? error.message : String(error)}`);
}

/** The filters whose condition holds for the event; or the first that could not tell. */
function matching(
  event: SegmentEvent,
  filters: FilterRule[],
  asked?: (filterId: string, matched: boolean) => void,
): FilterRule[] | { rule: FilterRule; error: unknown } {
  const found: FilterRule[] = [];
  for (const rule of filters) {
    if (!rule.enabled) continue;
    try {
      const condition = compiledFql(rule.condition);
      if (!condition.ok) return { rule, error: new Error(condition.message) };
      const matched = condition.matches(event as JsonObject);
      asked?.(rule.id, matched);
      if (matched) found.push(rule);
    } catch (error) {
      return { rule, error };
    }
  }
  return found;
}

/** The event after one action, or why it goes no further. */
function act(event: SegmentEvent, action: FilterAction, rule: FilterRule): { event: SegmentEvent } | { drop: Drop } {
  switch (action.type) {
    case 'SAMPLE': {
      if (isSampled(event as JsonObject, action, rule.id)) return { event };
      const share = `${Math.round(action.percent * 10_000) / 100} %`;
      return { drop: dropped(rule, 'FILTERED_BY_RULES', `sends ${share} of such events, and not this one.`) };
    }
    case 'DROP':
      return { drop: dropped(rule, 'FILTERED_BY_RULES', 'kept the event back.') };
    case 'DROP_PROPERTIES':
      return { event: dropFields(event, action.fields) };
    case 'ALLOW_PROPERTIES':
      return { event: allowFields(event, action.fields) };
  }
}

/** The actions of a filter with their rank in the fixed order. @throws Error when one is of an unknown kind. */
function inOrder(rule: FilterRule): { rule: FilterRule; action: FilterAction; rank: number }[] {
  return rule.actions.map((action) => {
    const rank = ORDER.indexOf(action.type);
    if (rank < 0) throw new Error('it has an action of an unknown kind.');
    return { rule, action, rank };
  });
}

/**
 * Puts an event through a destination's filters: Sample, then Drop, then Drop Properties, then Allow Properties.
 * Every condition is asked about the event as it came, before any filter changed it. The input is never changed.
 * Fails closed: a filter that cannot be read or evaluated keeps the event back with FILTER_ERROR.
 * @param asked is told of each filter whether its condition held, up to one that fails.
 */
export function applyFilters(
  event: SegmentEvent,
  filters: FilterRule[],
  asked?: (filterId: string, matched: boolean) => void,
): FilterVerdict {
  const rules = matching(event, filters, asked);
  if (!Array.isArray(rules)) return failed(rules.rule, rules.error);
  let rule = rules[0];
  try {
    const steps = [];
    for (rule of rules) steps.push(...inOrder(rule));
    let current = event;
    for (const step of steps.sort((a, b) => a.rank - b.rank)) {
      rule = step.rule;
      const next = act(current, step.action, rule);
      if ('drop' in next) return next.drop;
      current = next.event;
    }
    return { verdict: 'pass', event: current, changed: current !== event };
  } catch (error) {
    if (!rule) throw error;
    return failed(rule, error);
  }
}
