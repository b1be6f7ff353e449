import type { TriggerOperator, TriggerSubject } from '@/spec/trigger/trigger-model';

/** What people call the subject of a condition. */
export const SUBJECT_LABELS: Record<TriggerSubject, string> = {
  type: 'Event type',
  event: 'Event name',
  property: 'Event property',
  trait: 'Trait',
  context: 'Context',
  userId: 'User ID',
  name: 'Page or screen name',
  field: 'Other field',
};

/** What people call an operator; those about numbers say so, since "5" is not 5. */
export const OPERATOR_LABELS: Record<TriggerOperator, string> = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'not-contains': 'does not contain',
  starts: 'starts with',
  ends: 'ends with',
  matches: 'matches pattern',
  'not-matches': 'does not match',
  'number-is': 'is (number)',
  'number-is-not': 'is not (number)',
  less: 'is less than',
  'at-most': 'is at most',
  more: 'is more than',
  'at-least': 'is at least',
  exists: 'exists',
  missing: 'does not exist',
  true: 'is true',
  false: 'is false',
};
