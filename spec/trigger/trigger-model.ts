/** What a condition of a trigger looks at. `field` is any path of the event that has no word of its own here. */
export const TRIGGER_SUBJECTS = ['type', 'event', 'property', 'trait', 'context', 'userId', 'name', 'field'] as const;
export type TriggerSubject = (typeof TRIGGER_SUBJECTS)[number];

/** How a condition compares (segment-facts 4.5). */
export const TRIGGER_OPERATORS = [
  'is',
  'is-not',
  'contains',
  'not-contains',
  'starts',
  'ends',
  'matches',
  'not-matches',
  'number-is',
  'number-is-not',
  'less',
  'at-most',
  'more',
  'at-least',
  'exists',
  'missing',
  'true',
  'false',
] as const;
export type TriggerOperator = (typeof TRIGGER_OPERATORS)[number];

/** One row: subject, operator, value. Everything is text as a person types it; what is empty or wrong is a value too. */
export interface TriggerCondition {
  subject: TriggerSubject;
  /** Below the subject, with dots ("address.city"); empty for subjects that are one field. */
  path: string;
  operator: TriggerOperator;
  /** Text, or the digits of a number, or empty where the operator takes none. */
  value: string;
}

/** A trigger as rows: all of them must hold, or any. Without rows it holds for every event. */
export interface TriggerModel {
  join: 'all' | 'any';
  conditions: TriggerCondition[];
}

const PATHS: Record<TriggerSubject, { root: string; open: boolean }> = {
  type: { root: 'type', open: false },
  event: { root: 'event', open: false },
  property: { root: 'properties', open: true },
  trait: { root: 'traits', open: true },
  context: { root: 'context', open: true },
  userId: { root: 'userId', open: false },
  name: { root: 'name', open: false },
  field: { root: '', open: true },
};

/** The first name of a subject's paths in the event; empty for `field`, whose path begins at the top. */
export function rootOf(subject: TriggerSubject): string {
  return PATHS[subject].root;
}

/** Whether a subject needs a path below it. */
export function takesPath(subject: TriggerSubject): boolean {
  return PATHS[subject].open;
}

const TEXT: readonly TriggerOperator[] = TRIGGER_OPERATORS.slice(0, 8);

/** The operators that make sense for a subject. */
export function operatorsOf(subject: TriggerSubject): readonly TriggerOperator[] {
  if (subject === 'type') return ['is', 'is-not'];
  if (subject === 'event') return TEXT;
  return TRIGGER_OPERATORS;
}

/** What kind of value an operator compares with. */
export function valueKindOf(operator: TriggerOperator): 'text' | 'number' | 'none' {
  if (TEXT.includes(operator)) return 'text';
  return ['exists', 'missing', 'true', 'false'].includes(operator) ? 'none' : 'number';
}
