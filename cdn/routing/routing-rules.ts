import { z } from 'zod';
import { parseFql } from '@/spec/fql/parse-fql';
import { filterActionSchema, type FilterAction, type FilterFields } from '@/spec/filter';
import { fqlToIr, NotTranslatable } from './fql-to-ir';

/** What a client does with an event that meets a matcher. */
export type Transformer =
  | { type: 'drop' }
  | { type: 'sample_event'; config: { sample: { percent: number; path: string } } }
  | { type: 'drop_properties'; config: { drop: Record<string, string[]> } }
  | { type: 'allow_properties'; config: { allow: Record<string, string[]> } };

type Matcher = { type: 'all' } | { type: 'fql'; ir: string; config: { expr: string } };

/** A destination's filters as Segment's clients apply them: the transformers of a matcher stand at its index. */
export interface RoutingRule {
  scope: 'destinations';
  target_type: 'workspace::project::destination::config';
  matchers: Matcher[];
  transformers: Transformer[][];
  destinationName: string;
}

/** The fixed order of a destination's filters (segment-facts 4.4). */
const ORDER: FilterAction['type'][] = ['SAMPLE', 'DROP', 'DROP_PROPERTIES', 'ALLOW_PROPERTIES'];
/** What stays whatever a filter says: without it, an event is no event. */
const SKELETON = ['type', 'messageId', 'timestamp', 'originalTimestamp', 'sentAt', 'receivedAt'];
const DROP: Transformer = { type: 'drop' };

/** Paths by the object they end in: their clients remove single keys of objects, and of the objects of a list. */
function dropByParent(fields: FilterFields): Record<string, string[]> {
  const drop: Record<string, string[]> = {};
  for (const [group, paths] of Object.entries(fields)) {
    for (const path of paths) {
      const whole = group === '' ? path : `${group}.${path}`;
      const cut = whole.lastIndexOf('.');
      const key = whole.slice(cut + 1);
      if (cut < 0 && SKELETON.includes(key)) continue;
      (drop[cut < 0 ? '' : whole.slice(0, cut)] ??= []).push(key);
    }
  }
  return drop;
}

/** What may stay in each object, outermost first; a path that is allowed whole allows everything below it. */
function allowByParent(fields: FilterFields): Record<string, string[]> {
  const allow: Record<string, string[]> = {};
  for (const [group, paths] of Object.entries(fields)) {
    if (paths.length === 0) continue;
    allow[group] = group === '' ? [...SKELETON] : [];
    for (const path of paths) {
      if (paths.some((other) => other !== path && path.startsWith(`${other}.`))) continue;
      let parent = group;
      for (const key of path.split('.')) {
        const kept = (allow[parent] ??= []);
        if (!kept.includes(key)) kept.push(key);
        parent = parent === '' ? key : `${parent}.${key}`;
      }
    }
  }
  return allow;
}

function transformer(action: FilterAction): Transformer {
  switch (action.type) {
    case 'DROP':
      return DROP;
    case 'SAMPLE':
      return { type: 'sample_event', config: { sample: { percent: action.percent, path: action.path ?? '' } } };
    case 'DROP_PROPERTIES':
      return { type: 'drop_properties', config: { drop: dropByParent(action.fields) } };
    case 'ALLOW_PROPERTIES':
      return { type: 'allow_properties', config: { allow: allowByParent(action.fields) } };
  }
}

function matcher(condition: string): Matcher | null {
  if (condition.trim() === 'all') return { type: 'all' };
  const parsed = parseFql(condition);
  if (!parsed.ok) return null;
  try {
    return { type: 'fql', ir: JSON.stringify(fqlToIr(parsed.ast)), config: { expr: condition } };
  } catch (error) {
    if (error instanceof NotTranslatable) return null;
    throw error;
  }
}

/**
 * The rules by which Segment's clients apply `filters` for the destination `name` before its own code sees an event: at
 * most one rule, its steps in the fixed order. Fails closed as the pipeline does: a filter that the client could not
 * evaluate, or would evaluate differently, keeps every event from the destination. Unlike the pipeline, the client asks
 * each condition about the event as earlier steps left it, and samples by its own hash.
 */
export function routingRules(name: string, filters: { condition: string; actions: unknown }[]): RoutingRule[] {
  if (filters.length === 0) return [];
  const steps: { matcher: Matcher; action: FilterAction }[] = [];
  for (const filter of filters) {
    const when = matcher(filter.condition);
    const actions = z.array(filterActionSchema).safeParse(filter.actions);
    if (!when || !actions.success) return [rule(name, [{ type: 'all' }], [[DROP]])];
    for (const action of actions.data) steps.push({ matcher: when, action });
  }
  steps.sort((a, b) => ORDER.indexOf(a.action.type) - ORDER.indexOf(b.action.type));
  return [
    rule(
      name,
      steps.map((step) => step.matcher),
      steps.map((step) => [transformer(step.action)]),
    ),
  ];
}

function rule(destinationName: string, matchers: Matcher[], transformers: Transformer[][]): RoutingRule {
  return {
    scope: 'destinations',
    target_type: 'workspace::project::destination::config',
    matchers,
    transformers,
    destinationName,
  };
}
