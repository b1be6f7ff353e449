'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { settingShown } from '@/catalog/destinations/kit/setting-condition';
import type { DestinationView } from '@/control-plane/destinations/destination-view';
import type { CredentialsAnswer } from '@/control-plane/destinations/setup/test-credentials';
import type { Json, JsonObject } from '@/spec/event';
import { fieldErrors, type ActionAnswer } from '../destination-page/action-answer';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { CredentialsCheck } from './credentials-check';
import { SettingsFields } from './settings-fields';
import type { AddressCheck } from './use-address-warnings';
import { useFocusOnRefusal } from './use-focus-on-refusal';

/** What the settings form asks of the server. */
interface SettingsActions {
  save: (change: { name?: string; settings?: JsonObject }) => Promise<ActionAnswer<unknown>>;
  /** Tries settings with the service; what is stored is used where nothing was typed. */
  test: (settings: JsonObject) => Promise<ActionAnswer<CredentialsAnswer>>;
  checkAddress: AddressCheck;
}

/** Name and connection settings of a destination. Only what was changed is sent; a secret left alone stays. */
export function SettingsForm({
  destination,
  typeName,
  fields,
  canEdit,
  canTest,
  actions,
}: {
  destination: DestinationView;
  typeName: string;
  fields: readonly FieldMetadata[];
  canEdit: boolean;
  /** The definition can try the credentials. */
  canTest: boolean;
  actions: SettingsActions;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const focusRefused = useFocusOnRefusal(form);
  const [name, setName] = useState(destination.name);
  const [changes, setChanges] = useState<JsonObject>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [state, setState] = useState<'idle' | 'busy' | 'saved'>('idle');
  const values: JsonObject = { ...destination.settings, ...changes };
  const asked = Object.fromEntries(
    Object.entries(changes).filter(([key]) => fields.some((field) => field.key === key && settingShown(field, values))),
  );
  const dirty = name !== destination.name || Object.keys(asked).length > 0;

  const change = (key: string, value: Json) => {
    setState('idle');
    setErrors(({ [`settings.${key}`]: _, ...others }) => others);
    const unset = destination.secrets[key] !== undefined && value === '';
    setChanges((now) => {
      const { [key]: _, ...others } = now;
      return unset ? others : { ...now, [key]: value };
    });
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!dirty) return;
    setState('busy');
    const answer = await actions.save({
      ...(name !== destination.name ? { name } : {}),
      ...(Object.keys(asked).length > 0 ? { settings: asked } : {}),
    });
    setErrors(answer.ok ? {} : answer.error.fields);
    setMessage(answer.ok ? null : answer.error.message);
    if (!answer.ok) focusRefused();
    setState(answer.ok ? 'saved' : 'idle');
    if (answer.ok) {
      setChanges({});
      router.refresh();
    }
  };
  return (
    <form ref={form} noValidate onSubmit={(event) => void submit(event)} className="space-y-5">
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
        values={values}
        secrets={destination.secrets}
        errors={fieldErrors(errors, 'settings')}
        disabled={!canEdit}
        onChange={change}
        checkAddress={actions.checkAddress}
      />
      {canEdit && canTest && (
        <CredentialsCheck
          name={typeName}
          values={values}
          check={() => actions.test(asked)}
          onRefused={(refused) => setErrors((now) => ({ ...now, ...refused }))}
        />
      )}
      {canEdit && (
        <div className="flex flex-wrap items-center gap-3 border-t pt-4">
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
