import type { TriggerCondition, TriggerModel, TriggerOperator } from './trigger-model';
import { readTrigger } from './read-trigger';

/** Each operator as it is read in a sentence. */
export const OPERATOR_WORDS: Record<TriggerOperator, string> = {
  is: 'is',
  'is-not': 'is not',
  contains: 'contains',
  'not-contains': 'does not contain',
  starts: 'starts with',
  ends: 'ends with',
  matches: 'matches',
  'not-matches': 'does not match',
  'number-is': 'is',
  'number-is-not': 'is not',
  less: 'is less than',
  'at-most': 'is at most',
  more: 'is more than',
  'at-least': 'is at least',
  exists: 'exists',
  missing: 'does not exist',
  true: 'is true',
  false: 'is false',
};

/** "a", "a or b", "a, b or c". */
function listed(items: string[], word: 'and' | 'or'): string {
  const last = items[items.length - 1] ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}

function nounOf({ subject, path }: TriggerCondition): string {
  switch (subject) {
    case 'property':
    case 'trait':
    case 'context':
      return `${subject} ${path}`;
    case 'field':
      return `field ${path}`;
    case 'name':
      return 'page or screen name';
    case 'userId':
      return 'userId';
    case 'type':
      return 'type';
    case 'event':
      return 'name';
  }
}

/** A condition as it follows the word "events". */
function clause(condition: TriggerCondition): string {
  const { subject, operator, value } = condition;
  if (subject === 'type') return operator === 'is' ? `of type ${value}` : `not of type ${value}`;
  if (subject === 'event' && operator === 'is') return `named “${value}”`;
  if (subject === 'event' && operator === 'is-not') return `not named “${value}”`;
  const noun = nounOf(condition);
  if (operator === 'exists') return `with ${noun}`;
  if (operator === 'missing') return `without ${noun}`;
  const shown = /^(is|is-not|contains|not-contains|starts|ends|matches|not-matches)$/.test(operator)
    ? ` “${value}”`
    : value && ` ${value}`;
  return `whose ${noun} ${OPERATOR_WORDS[operator]}${shown}`;
}

function valuesOf(
  conditions: TriggerCondition[],
  subject: 'type' | 'event',
  operator: TriggerOperator,
): string[] | null {
  const fits = conditions.every((one) => one.subject === subject && one.operator === operator);
  return fits && conditions.length > 0 ? conditions.map(({ value }) => value) : null;
}

function allWords(conditions: TriggerCondition[]): string {
  const types = conditions.filter(({ subject, operator }) => subject === 'type' && operator === 'is');
  const type = types.length === 1 ? types[0] : undefined;
  const rest = conditions.filter((one) => one !== type);
  const others = rest.filter(({ subject, operator }) => subject === 'event' && operator === 'is-not');
  const clauses = rest.filter((one) => !others.includes(one)).map(clause);
  if (others.length > 0)
    clauses.push(
      `not named ${listed(
        others.map(({ value }) => `“${value}”`),
        'or',
      )}`,
    );
  return `${type ? `${type.value} ` : ''}events ${listed(clauses, 'and')}`.trim();
}

function anyWords(conditions: TriggerCondition[]): string {
  const types = valuesOf(conditions, 'type', 'is');
  if (types) return `${listed(types, 'or')} events`;
  const names = valuesOf(conditions, 'event', 'is');
  if (names)
    return `events named ${listed(
      names.map((name) => `“${name}”`),
      'or',
    )}`;
  return `events ${listed(conditions.map(clause), 'or')}`;
}

/** Which events rows hold for, as the object of a sentence: "track events named “Order Completed”". */
export function modelWords({ join, conditions }: TriggerModel): string {
  if (conditions.length === 0) return 'every event';
  return join === 'all' || conditions.length === 1 ? allWords(conditions) : anyWords(conditions);
}

/** The same of stored FQL, beginning with a capital; null when rows, and so words, cannot say it. */
export function triggerWords(fql: string): string | null {
  const read = readTrigger(fql);
  if (!read.ok) return null;
  const words = modelWords(read.model);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
