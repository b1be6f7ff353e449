'use client';

import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { SecretView } from '@/control-plane/destinations/destination-view';
import type { Json, JsonObject } from '@/spec/event';
import { Checkbox } from '../ui/form/checkbox';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { TextArea } from '../ui/form/text-area';
import { TextInput } from '../ui/form/text-input';
import { KeyValueInput } from './key-value-input';
import { SecretInput } from './secret-input';

interface ControlProps {
  field: FieldMetadata;
  value: Json | undefined;
  secret: SecretView | undefined;
  disabled: boolean;
  onChange: (value: Json) => void;
}

/** The value as one line of text, as an input shows it. */
function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function Control({ field, value, secret, disabled, onChange }: ControlProps) {
  if (field.type === 'password') {
    return <SecretInput secret={secret} value={asText(value)} disabled={disabled} onChange={onChange} />;
  }
  if (field.choices && !field.multiple) {
    return (
      <Select
        options={field.choices.map((choice) => ({ label: choice.label, value: String(choice.value) }))}
        value={asText(value) || null}
        disabled={disabled}
        onValueChange={(chosen) =>
          onChange(field.choices?.find((one) => String(one.value) === chosen)?.value ?? chosen)
        }
      />
    );
  }
  if (field.multiple) {
    const list = Array.isArray(value) ? value.map(asText).join('\n') : asText(value);
    return (
      <TextArea
        mono
        rows={3}
        value={list}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value.split('\n'))}
      />
    );
  }
  if (field.type === 'object') {
    const rows = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
    return <KeyValueInput label={field.label} value={rows} disabled={disabled} onChange={onChange} />;
  }
  if (field.type === 'text') {
    return <TextArea value={asText(value)} disabled={disabled} onChange={(event) => onChange(event.target.value)} />;
  }
  const number = field.type === 'number' || field.type === 'integer';
  return (
    <TextInput
      value={asText(value)}
      mono={field.format === 'uri'}
      inputMode={number ? 'decimal' : field.format === 'uri' ? 'url' : undefined}
      placeholder={field.placeholder}
      autoComplete="off"
      spellCheck={false}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}

/** One control per field of a definition, made from its metadata. `values` holds what the person has typed so far. */
export function SettingsFields({
  fields,
  values,
  secrets = {},
  errors,
  disabled = false,
  onChange,
}: {
  fields: readonly FieldMetadata[];
  values: JsonObject;
  secrets?: Record<string, SecretView>;
  /** By field key. */
  errors: Record<string, string>;
  disabled?: boolean;
  onChange: (key: string, value: Json) => void;
}) {
  const shown = fields.filter((field) => !field.hidden);
  return (
    <div className="space-y-5">
      {shown.map((field) =>
        field.type === 'boolean' ? (
          <Checkbox
            key={field.key}
            label={field.label}
            help={errors[field.key] ?? field.description}
            checked={values[field.key] === true}
            disabled={disabled}
            onCheckedChange={(checked) => onChange(field.key, checked)}
          />
        ) : (
          <Field
            key={field.key}
            label={field.label}
            help={field.multiple ? `${field.description} One per line.` : field.description}
            optional={!field.required}
            error={errors[field.key]}
          >
            <Control
              field={field}
              value={values[field.key]}
              secret={secrets[field.key]}
              disabled={disabled}
              onChange={(value) => onChange(field.key, value)}
            />
          </Field>
        ),
      )}
    </div>
  );
}
