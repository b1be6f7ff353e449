import { operatorsOf, takesPath, valueKindOf } from '@/spec/trigger/trigger-model';
import type { TriggerCondition, TriggerOperator, TriggerSubject } from '@/spec/trigger/trigger-model';

/** The condition a person gets who adds one: of what kind of event, when there is none yet; else of a name. */
export function newCondition(first: boolean): TriggerCondition {
  return first
    ? { subject: 'type', path: '', operator: 'is', value: 'track' }
    : { subject: 'event', path: '', operator: 'is', value: '' };
}

/** The same condition with another operator; a value that it cannot take is dropped. */
export function changeOperator(condition: TriggerCondition, operator: TriggerOperator): TriggerCondition {
  const keeps = valueKindOf(operator) === valueKindOf(condition.operator);
  return { ...condition, operator, value: keeps ? condition.value : '' };
}

/** The same condition about something else, as much of it as makes sense there. */
export function changeSubject(condition: TriggerCondition, subject: TriggerSubject): TriggerCondition {
  const operators = operatorsOf(subject);
  const operator = operators.includes(condition.operator) ? condition.operator : 'is';
  const changed = changeOperator({ ...condition, subject }, operator);
  const toOrFromType = subject === 'type' || condition.subject === 'type';
  return {
    ...changed,
    path: takesPath(subject) && takesPath(condition.subject) ? condition.path : '',
    value: subject === 'type' ? 'track' : toOrFromType ? '' : changed.value,
  };
}
