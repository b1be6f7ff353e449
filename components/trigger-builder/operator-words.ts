import type { TriggerOperator, TriggerSubject } from '@/spec/trigger/trigger-model';
import { OPERATOR_WORDS } from '@/spec/trigger/trigger-words';

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
  ...OPERATOR_WORDS,
  matches: 'matches pattern',
  'number-is': 'is (number)',
  'number-is-not': 'is not (number)',
};
