'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState, type FormEvent } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { fieldErrors, type ActionAnswer } from '../destination-page/action-answer';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { TextInput } from '../ui/form/text-input';
import { Section } from '../ui/page/section';
import { focusFirstInvalid } from './focus-first-invalid';
import { SettingsFields } from './settings-fields';

/** What a new destination is made of, as the form gives it. */
export interface NewDestinationInput {
  sourceId: string;
  name: string;
  settings: JsonObject;
  setup: JsonObject;
  enabled: boolean;
}

function literalDefaults(fields: readonly FieldMetadata[]): JsonObject {
  return Object.fromEntries(
    fields.flatMap((field): [string, Json][] =>
      field.default === undefined || typeof field.default === 'object' ? [] : [[field.key, field.default]],
    ),
  );
}

/** Source, name, where to send, settings; then the destination is created, enabled or not. */
export function CreateDestinationForm({
  typeName,
  sources,
  initialSourceId,
  settings,
  setup,
  base,
  create,
}: {
  typeName: string;
  sources: { id: string; name: string }[];
  initialSourceId: string | null;
  settings: readonly FieldMetadata[];
  setup: readonly FieldMetadata[];
  /** Address of the list of destinations. */
  base: string;
  create: (input: NewDestinationInput) => Promise<ActionAnswer<{ id: string }>>;
}) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const only = sources.length === 1 ? (sources[0]?.id ?? '') : '';
  const [sourceId, setSourceId] = useState(initialSourceId ?? only);
  const [name, setName] = useState(typeName);
  const [settingValues, setSettings] = useState(() => literalDefaults(settings));
  const [setupValues, setSetup] = useState(() => literalDefaults(setup));
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState<'enabled' | 'disabled' | null>(null);

  const submit = async (enabled: boolean) => {
    setBusy(enabled ? 'enabled' : 'disabled');
    const answer = await create({ sourceId, name, settings: settingValues, setup: setupValues, enabled });
    if (answer.ok) {
      router.push(`${base}/${answer.value.id}/${enabled ? 'delivery' : 'settings'}`);
      return;
    }
    setBusy(null);
    setErrors(answer.error.fields);
    setMessage(Object.keys(answer.error.fields).length > 0 ? 'Check what is marked above.' : answer.error.message);
    focusFirstInvalid(form.current);
  };
  return (
    <form
      ref={form}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void submit(true);
      }}
      className="space-y-8"
    >
      <div className="space-y-5">
        <Field
          label="Source"
          help="The events of this source are sent. To send those of another, add another destination."
          error={errors.sourceId}
        >
          <Select
            options={sources.map((source) => ({ value: source.id, label: source.name }))}
            value={sourceId || null}
            onValueChange={setSourceId}
            placeholder="Choose a source"
          />
        </Field>
        <Field label="Name" help="Tells it apart from others of its type." error={errors.name}>
          <TextInput value={name} maxLength={120} onChange={(event) => setName(event.target.value)} />
        </Field>
      </div>
      {setup.length > 0 && (
        <Section title="Where to send">
          <SettingsFields
            fields={setup}
            values={setupValues}
            errors={fieldErrors(errors, 'setup')}
            onChange={(key, value) => setSetup((now) => ({ ...now, [key]: value }))}
          />
        </Section>
      )}
      {settings.length > 0 && (
        <Section title="Connection">
          <SettingsFields
            fields={settings}
            values={settingValues}
            errors={fieldErrors(errors, 'settings')}
            onChange={(key, value) => setSettings((now) => ({ ...now, [key]: value }))}
          />
        </Section>
      )}
      <div className="space-y-3">
        {message && (
          <p role="alert" className="text-failed-text">
            {message}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-2">
          <Button type="submit" variant="primary" busy={busy === 'enabled'} disabled={busy !== null}>
            Create and enable
          </Button>
          <Button busy={busy === 'disabled'} disabled={busy !== null} onClick={() => void submit(false)}>
            Create disabled
          </Button>
        </div>
        <p className="text-xs text-muted">
          Enabled, it receives every event from now on; a disabled destination receives nothing.
        </p>
      </div>
    </form>
  );
}
