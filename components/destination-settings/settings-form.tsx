'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import type { Json, JsonObject } from '@/spec/event';
import { fieldErrors, type ActionAnswer } from '../destination-page/action-answer';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { focusFirstInvalid } from './focus-first-invalid';
import { SettingsFields } from './settings-fields';

/** Name and connection settings of a destination. Only what was changed is sent; a secret left alone stays. */
export function SettingsForm({
  destination,
  fields,
  canEdit,
  save,
}: {
  destination: DestinationView;
  fields: readonly FieldMetadata[];
  canEdit: boolean;
  save: (change: { name?: string; settings?: JsonObject }) => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(destination.name);
  const [changes, setChanges] = useState<JsonObject>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const dirty = name !== destination.name || Object.keys(changes).length > 0;

  const change = (key: string, value: Json) => {
    setState('idle');
    const unset = destination.secrets[key] !== undefined && value === '';
    setChanges((now) => {
      const { [key]: _, ...others } = now;
      return unset ? others : { ...now, [key]: value };
    });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setState('busy');
    const answer = await save({
      ...(name !== destination.name ? { name } : {}),
      ...(Object.keys(changes).length > 0 ? { settings: changes } : {}),
    });
    setErrors(answer.ok ? {} : answer.error.fields);
    setMessage(answer.ok ? null : answer.error.message);
    if (!answer.ok) focusFirstInvalid(form.current);
    setState(answer.ok ? 'saved' : 'idle');
    if (answer.ok) {
      setChanges({});
      router.refresh();
    }
  };
  return (
    <form ref={form} onSubmit={(event) => void submit(event)} className="space-y-5">
      <Field label="Name" error={errors.name}>
        <TextInput
          value={name}
          maxLength={120}
          disabled={!canEdit}
          onChange={(event) => {
            setState('idle');
            setName(event.target.value);
          }}
        />
      </Field>
      <SettingsFields
        key={destination.configVersion}
        fields={fields}
        values={{ ...destination.settings, ...changes }}
        secrets={destination.secrets}
        errors={fieldErrors(errors, 'settings')}
        disabled={!canEdit}
        onChange={change}
      />
      {canEdit && (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={state === 'busy'} disabled={!dirty}>
            Save changes
          </Button>
          <p role="status" className="min-w-0 flex-1 text-xs text-muted">
            {message ? (
              <span className="text-failed-text">{message}</span>
            ) : state === 'saved' ? (
              'Saved. The next events are sent with these settings.'
            ) : (
              'Saved settings are used within seconds, for events waiting to be retried too.'
            )}
          </p>
        </div>
      )}
    </form>
  );
}
