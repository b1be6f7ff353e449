'use client';

import type { SetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';

/** Takes the settings of another destination of the type; its secrets are copied on the server and never shown. */
export function CopyFrom({
  instances,
  value,
  onChange,
  error,
}: {
  instances: SetupChoices['instances'];
  value: string | null;
  onChange: (id: string | null) => void;
  error: string | undefined;
}) {
  return (
    <Field
      label="Copy settings from"
      optional
      error={error}
      help={
        value
          ? 'Its secrets are copied on the server and are not shown. What you change here stays yours.'
          : 'Another destination of this type in this workspace.'
      }
    >
      <Select
        options={[
          { value: '', label: 'Nothing, fill in below' },
          ...instances.map((one) => ({ value: one.id, label: `${one.name}, from ${one.sourceName}` })),
        ]}
        value={value ?? ''}
        onValueChange={(id) => onChange(id || null)}
      />
    </Field>
  );
}
