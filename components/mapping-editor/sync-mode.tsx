'use client';

import { SYNC_MODE_KEY, type ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { useEditor } from './editor-context';

/** How records are written, for actions that can add, change or remove them. */
export function SyncMode({
  action,
  mapping,
  error,
  onChange,
}: {
  action: ActionMetadata;
  mapping: JsonObject;
  /** What is wrong with what is chosen. */
  error: string | undefined;
  onChange: (key: string, value: Json) => void;
}) {
  const { readOnly } = useEditor();
  const mode = action.syncMode;
  if (!mode) return null;
  const value = mapping[SYNC_MODE_KEY];
  return (
    <div data-field={SYNC_MODE_KEY}>
      <Field label={mode.label} help={mode.description} error={error}>
        <Select
          className="w-full max-w-100"
          options={mode.choices}
          value={typeof value === 'string' ? value : null}
          disabled={readOnly}
          onValueChange={(chosen) => onChange(SYNC_MODE_KEY, chosen)}
        />
      </Field>
    </div>
  );
}
