'use client';

import X from 'lucide-react/icons/x';
import { useId } from 'react';
import type { SeenProperty } from '@/control-plane/seen-properties/collect-properties';
import type { TriedName } from '@/control-plane/subscriptions/trigger/try-trigger';
import { EVENT_TYPES } from '@/spec/event';
import { operatorsOf, takesPath, TRIGGER_SUBJECTS, valueKindOf } from '@/spec/trigger/trigger-model';
import type { TriggerCondition, TriggerOperator, TriggerSubject } from '@/spec/trigger/trigger-model';
import { missingOf } from '@/spec/trigger/write-trigger';
import { Button } from '../ui/form/button';
import { Select, type SelectOption } from '../ui/form/select';
import { TextInput } from '../ui/form/text-input';
import { changeOperator, changeSubject } from './change-condition';
import { OPERATOR_LABELS, SUBJECT_LABELS } from './operator-words';
import { SuggestInput } from './suggest-input';
import { nameSuggestions, pathSuggestions } from './suggestions';

const SUBJECT_OPTIONS = TRIGGER_SUBJECTS.map((value) => ({ value, label: SUBJECT_LABELS[value] }));

function typeOptions(value: string) {
  const known: SelectOption[] = EVENT_TYPES.map((type) => ({
    value: type,
    label: type.charAt(0).toUpperCase() + type.slice(1),
  }));
  if (value === '' || known.some((option) => option.value === value)) return known;
  return [...known, { value, label: `${value} (no such type)` }];
}

/** One condition: subject, operator, value. What is missing is said once a person has left the row. */
export function ConditionRow({
  condition,
  onChange,
  onRemove,
  onLeave,
  number,
  left,
  names,
  seen,
  readOnly,
}: {
  condition: TriggerCondition;
  onChange: (condition: TriggerCondition) => void;
  onRemove: () => void;
  onLeave: () => void;
  /** Its place, from 1, for screen readers. */
  number: number;
  /** Its author has been elsewhere since: what is missing is no longer about to be typed. */
  left: boolean;
  names: readonly TriedName[];
  seen: readonly SeenProperty[];
  readOnly: boolean;
}) {
  const noteId = useId();
  const { subject, path, operator, value } = condition;
  const missing = left ? missingOf(condition) : null;
  const lacksPath = missing !== null && takesPath(subject) && missingOf({ ...condition, operator: 'exists' }) !== null;
  const kind = valueKindOf(operator);
  const of = `condition ${number}`;
  return (
    <div
      role="group"
      aria-label={`Condition ${number}`}
      className="min-w-0 flex-1"
      onBlur={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
      }}
    >
      <div className="flex flex-wrap items-start gap-2 md:flex-nowrap">
        <Select
          className="w-[calc(100%-40px)] shrink-0 md:w-40"
          label={`Subject of ${of}`}
          disabled={readOnly}
          options={SUBJECT_OPTIONS}
          value={subject}
          onValueChange={(next) => onChange(changeSubject(condition, next as TriggerSubject))}
        />
        {takesPath(subject) && (
          <div className="order-1 w-full min-w-0 md:order-none md:flex-1">
            <SuggestInput
              mono
              label={`Field of ${of}`}
              value={path}
              readOnly={readOnly}
              invalid={lacksPath}
              describedBy={missing ? noteId : undefined}
              placeholder={subject === 'field' ? 'anonymousId' : 'name.of.the.field'}
              suggestions={pathSuggestions(subject, seen)}
              onChange={(next) => onChange({ ...condition, path: next })}
            />
          </div>
        )}
        <Select
          className="order-2 w-36 shrink-0 md:order-none"
          label={`Operator of ${of}`}
          disabled={readOnly}
          options={operatorsOf(subject).map((one) => ({ value: one, label: OPERATOR_LABELS[one] }))}
          value={operator}
          onValueChange={(next) => onChange(changeOperator(condition, next as TriggerOperator))}
        />
        <div className="order-2 min-w-0 flex-1 md:order-none">
          {subject === 'type' ? (
            <Select
              className="w-full md:max-w-48"
              label={`Value of ${of}`}
              disabled={readOnly}
              options={typeOptions(value)}
              value={value}
              onValueChange={(next) => onChange({ ...condition, value: next })}
            />
          ) : kind === 'number' ? (
            <TextInput
              aria-label={`Value of ${of}`}
              inputMode="decimal"
              autoComplete="off"
              value={value}
              readOnly={readOnly}
              invalid={missing !== null && !lacksPath}
              aria-describedby={missing ? noteId : undefined}
              placeholder="0"
              onChange={(event) => onChange({ ...condition, value: event.target.value })}
            />
          ) : kind === 'text' ? (
            <SuggestInput
              label={`Value of ${of}`}
              value={value}
              readOnly={readOnly}
              invalid={missing !== null && !lacksPath}
              describedBy={missing ? noteId : undefined}
              placeholder={operator === 'matches' || operator === 'not-matches' ? 'Order *' : undefined}
              suggestions={operator === 'is' || operator === 'is-not' ? nameSuggestions(subject, names) : []}
              onChange={(next) => onChange({ ...condition, value: next })}
            />
          ) : null}
        </div>
        {!readOnly && (
          <Button variant="quiet" className="w-8 px-0! max-md:order-0" aria-label={`Remove ${of}`} onClick={onRemove}>
            <X aria-hidden />
          </Button>
        )}
      </div>
      {missing && (
        <p id={noteId} className="mt-1 text-xs text-failed-text">
          {missing}
        </p>
      )}
    </div>
  );
}
