'use client';

import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { SecretView } from '@/control-plane/destinations/destination-view';
import type { Json } from '@/spec/event';
import { Select } from '../ui/form/select';
import { TextArea } from '../ui/form/text-area';
import { TextInput } from '../ui/form/text-input';
import { KeyValueInput } from './key-value-input';
import { SecretInput } from './secret-input';

/** Lines beyond which a string is edited in an area: keys and certificates in PEM. */
const LONG = /certificate|private key|\bpem\b/i;

/** The value as one line of text, as an input shows it. */
function asText(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The control of one setting, made from its metadata. A choice is given back as its exact value. */
export function SettingControl({
  field,
  value,
  secret,
  required,
  disabled,
  onChange,
}: {
  field: FieldMetadata;
  value: Json | undefined;
  secret: SecretView | undefined;
  required: boolean;
  disabled: boolean;
  onChange: (value: Json) => void;
}) {
  if (field.type === 'password') {
    return (
      <SecretInput
        secret={secret}
        value={asText(value)}
        removed={value === null}
        required={required}
        disabled={disabled}
        onChange={onChange}
      />
    );
  }
  if (field.choices && !field.multiple) {
    const none = required ? [] : [{ label: 'Not set', value: '' }];
    return (
      <Select
        options={[...none, ...field.choices.map((choice) => ({ label: choice.label, value: String(choice.value) }))]}
        value={asText(value) || (required ? null : '')}
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
  if (field.type === 'text' || LONG.test(field.label)) {
    return (
      <TextArea
        mono={field.type !== 'text'}
        value={asText(value)}
        disabled={disabled}
        onChange={(event) => onChange(event.target.value)}
      />
    );
  }
  const number = field.type === 'number' || field.type === 'integer';
  return (
    <TextInput
      value={asText(value)}
      mono={field.format === 'uri' || field.format === 'hostname'}
      inputMode={number ? 'decimal' : field.format === 'uri' ? 'url' : undefined}
      placeholder={field.placeholder}
      autoComplete="off"
      spellCheck={false}
      disabled={disabled}
      readOnly={field.readOnly}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
