'use client';

import { useRouter } from 'next/navigation';
import { useState, type FormEvent } from 'react';
import type { ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { SubscriptionView } from '@/control-plane/subscriptions/subscription-view';
import type { JsonObject } from '@/spec/event';
import { fieldErrors, type ActionAnswer } from '../destination-page/action-answer';
import { SettingsFields } from '../destination-settings/settings-fields';
import { TriggerBuilder } from '../trigger-builder/trigger-builder';
import type { TryTrigger } from '../trigger-builder/use-trigger-trial';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Section } from '../ui/page/section';
import { isComputed } from './expression';
import { MappedFields } from './mapped-fields';

/** What the form saves. */
export interface MappingDraft {
  name: string;
  trigger: string;
  mapping: JsonObject;
}

/** A mapping: when it runs, and what it sends. Fields with a fixed value can be changed; computed ones are shown. */
export function MappingEditor({
  mapping,
  action,
  destination,
  listHref,
  canEdit,
  tryTrigger,
  save,
}: {
  mapping: SubscriptionView;
  action: ActionMetadata;
  destination: string;
  listHref: string;
  canEdit: boolean;
  tryTrigger: TryTrigger;
  save: (draft: MappingDraft) => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [name, setName] = useState(mapping.name);
  const [trigger, setTrigger] = useState(mapping.trigger);
  const [changes, setChanges] = useState<JsonObject>({});
  const [errors, setErrors] = useState<Record<string, string>>({});
  const [message, setMessage] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const plain = action.fields.filter(
    (field) => !field.hidden && !isComputed(mapping.mapping[field.key] ?? field.default),
  );
  const computed = action.fields.filter((field) => isComputed(mapping.mapping[field.key]));
  const values = { ...mapping.mapping, ...changes };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const saved = await save({ name, trigger, mapping: withoutEmpty(values) });
    if (saved.ok) {
      router.push(listHref);
      router.refresh();
      return;
    }
    setBusy(false);
    setErrors(saved.error.fields);
    setMessage(saved.error.message);
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="max-w-3xl space-y-8 px-gutter py-5">
      <div className="space-y-5">
        <Field label="Name" error={errors.name}>
          <TextInput
            value={name}
            maxLength={120}
            disabled={!canEdit}
            onChange={(event) => setName(event.target.value)}
          />
        </Field>
        <TriggerBuilder
          value={trigger}
          onChange={setTrigger}
          tryTrigger={tryTrigger}
          readOnly={!canEdit}
          error={errors.trigger}
        />
      </div>
      {plain.length > 0 && (
        <Section title="Fixed values" description={`The same for every event sent to ${destination}.`}>
          <SettingsFields
            fields={plain}
            values={values}
            errors={fieldErrors(errors, 'mapping')}
            disabled={!canEdit}
            onChange={(key, value) => setChanges((now) => ({ ...now, [key]: value }))}
          />
        </Section>
      )}
      {computed.length > 0 && (
        <Section title="Taken from the event">
          <MappedFields fields={computed} mapping={mapping.mapping} destination={destination} />
        </Section>
      )}
      {message && (
        <p role="alert" className="text-failed-text">
          {message}
        </p>
      )}
      {canEdit && (
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="primary" busy={busy}>
            Save changes
          </Button>
          <p className="text-xs text-muted">Takes effect within seconds.</p>
        </div>
      )}
    </form>
  );
}

/** Leaves out what was cleared, so that the action's own rules about missing fields apply. */
function withoutEmpty(values: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== '' && value !== null));
}
