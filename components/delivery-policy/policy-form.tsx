'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import { DELIVERY_BOUNDS, type DeliverySettings } from '@/spec/retry-schedule';
import type { ActionAnswer } from '../destination-page/action-answer';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { TextInput } from '../ui/form/text-input';
import { scheduleSentence } from './schedule-sentence';

type Numbers = 'concurrency' | 'perSecond' | 'maxAttempts';
type Texts = Record<Numbers, string>;

const WINDOWS = [5, 30, 60, 120, 240, 480, 720, 1440, 2880, 4320];

function windowWords(minutes: number): string {
  const words = minutes < 60 ? `${minutes} minutes` : minutes === 60 ? '1 hour' : `${minutes / 60} hours`;
  return minutes === 240 ? `${words} (as Segment)` : words;
}

const textsOf = ({ concurrency, perSecond, maxAttempts }: DeliverySettings): Texts => ({
  concurrency: String(concurrency),
  perSecond: perSecond === null ? '' : String(perSecond),
  maxAttempts: maxAttempts === null ? '' : String(maxAttempts),
});

/** What was typed, as settings; null where it is not a number that is allowed. */
function read(texts: Texts, windowMinutes: number): DeliverySettings | null {
  const number = (key: Numbers) => {
    const text = texts[key].trim();
    if (text === '' && key !== 'concurrency') return null;
    const { min, max } = DELIVERY_BOUNDS[key];
    const value = Number(text);
    return Number.isInteger(value) && text !== '' && value >= min && value <= max ? value : undefined;
  };
  const [concurrency, perSecond, maxAttempts] = [number('concurrency'), number('perSecond'), number('maxAttempts')];
  if (concurrency === undefined || concurrency === null || perSecond === undefined || maxAttempts === undefined)
    return null;
  return { concurrency, perSecond, maxAttempts, windowMinutes };
}

const rangeOf = (key: Numbers) => {
  const { min, max } = DELIVERY_BOUNDS[key];
  return `${min} to ${max.toLocaleString('en-US')}`;
};

/** How much and how long a destination is tried. */
export function PolicyForm({
  policy,
  canEdit,
  save,
}: {
  policy: DeliverySettings;
  canEdit: boolean;
  save: (policy: DeliverySettings) => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [texts, setTexts] = useState(textsOf(policy));
  const [windowMinutes, setWindow] = useState(policy.windowMinutes);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const chosen = read(texts, windowMinutes);
  const dirty = windowMinutes !== policy.windowMinutes || JSON.stringify(texts) !== JSON.stringify(textsOf(policy));

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!dirty) return;
    if (!chosen) {
      const wrong = (['concurrency', 'perSecond', 'maxAttempts'] as const).filter(
        (key) => read({ ...textsOf(policy), [key]: texts[key] }, windowMinutes) === null,
      );
      setErrors(Object.fromEntries(wrong.map((key) => [key, `A whole number from ${rangeOf(key)}.`])));
      return;
    }
    setState('busy');
    const answer = await save(chosen);
    setErrors(answer.ok ? {} : answer.error.fields);
    setMessage(answer.ok ? null : answer.error.message);
    setState(answer.ok ? 'saved' : 'idle');
    if (answer.ok) router.refresh();
  };
  const input = (key: Numbers, label: string, help: string, placeholder?: string) => (
    <Field label={label} help={help} error={errors[key]} optional={key !== 'concurrency'}>
      <TextInput
        inputMode="numeric"
        value={texts[key]}
        placeholder={placeholder}
        disabled={!canEdit}
        onChange={(event) => {
          setState('idle');
          setErrors(({ [key]: _, ...others }) => others);
          setTexts({ ...texts, [key]: event.target.value });
        }}
      />
    </Field>
  );
  const windows = WINDOWS.includes(policy.windowMinutes)
    ? WINDOWS
    : [...WINDOWS, policy.windowMinutes].sort((a, b) => a - b);
  return (
    <form noValidate onSubmit={(event) => void submit(event)} className="space-y-5">
      <div className="grid gap-x-5 gap-y-4 sm:grid-cols-2">
        {input('concurrency', 'Requests at once', `${rangeOf('concurrency')}. Fewer are used when it is slow.`)}
        {input('perSecond', 'Requests a second', 'Fewer are sent when it answers 429.', 'No limit')}
        {input('maxAttempts', 'Tries per event', 'The first one included.', 'As many as fit')}
        <Field label="Keep trying for" help="Then the event counts as failed. It can be sent again by hand.">
          <Select
            value={String(windowMinutes)}
            disabled={!canEdit}
            onValueChange={(value) => {
              setState('idle');
              setWindow(Number(value));
            }}
            options={windows.map((minutes) => ({ value: String(minutes), label: windowWords(minutes) }))}
          />
        </Field>
      </div>
      <p aria-live="polite" className="text-muted">
        {chosen ? scheduleSentence(chosen) : 'The schedule shows here once the numbers are in their bounds.'}
      </p>
      {canEdit && (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={state === 'busy'} disabled={!dirty}>
            Save delivery
          </Button>
          <span role="status" className="text-xs text-muted">
            {state === 'saved' ? 'Saved. In force within a second.' : ''}
          </span>
          {message && (
            <span role="alert" className="text-xs text-failed-text">
              {message}
            </span>
          )}
        </div>
      )}
    </form>
  );
}
