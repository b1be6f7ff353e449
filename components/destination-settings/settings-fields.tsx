'use client';

import TriangleAlert from 'lucide-react/icons/triangle-alert';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import { settingRequired, settingShown } from '@/catalog/destinations/kit/setting-condition';
import type { SecretView } from '@/control-plane/destinations/destination-view';
import type { Json, JsonObject } from '@/spec/event';
import { Checkbox } from '../ui/form/checkbox';
import { Field } from '../ui/form/field';
import { HelpText } from '../ui/form/help-text';
import { SettingControl } from './setting-control';
import { useAddressWarnings, type AddressCheck } from './use-address-warnings';

function Help({ field, warning }: { field: FieldMetadata; warning: string | null | undefined }) {
  const text = [field.description, field.multiple && 'One per line.'].filter(Boolean).join(' ');
  return (
    <>
      {text && <HelpText text={text} />}
      {warning && (
        <p role="status" className="mt-1 flex gap-1.5 text-retrying-text">
          <TriangleAlert aria-hidden className="mt-0.5 size-3 shrink-0 text-retrying-mark" />
          <span className="min-w-0 break-words">{warning}</span>
        </p>
      )}
    </>
  );
}

/**
 * One control per field of a definition, made from its metadata, those that the other values ask for. `values` holds what
 * is stored and what the person has typed so far.
 */
export function SettingsFields({
  fields,
  values,
  secrets = {},
  errors,
  disabled = false,
  onChange,
  checkAddress,
}: {
  fields: readonly FieldMetadata[];
  values: JsonObject;
  secrets?: Record<string, SecretView>;
  /** By field key. */
  errors: Record<string, string>;
  disabled?: boolean;
  /** null removes a stored secret. */
  onChange: (key: string, value: Json) => void;
  /** Asks whether this server may send to an address that was typed. */
  checkAddress?: AddressCheck;
}) {
  const shown = fields.filter((field) => settingShown(field, values));
  const warnings = useAddressWarnings(disabled ? undefined : checkAddress, shown, values);
  return (
    <div className="space-y-5">
      {shown.map((field) => {
        const required = settingRequired(field, values);
        const value = values[field.key];
        if (field.type === 'boolean') {
          return (
            <Checkbox
              key={field.key}
              label={field.label}
              help={errors[field.key] ?? <HelpText text={field.description} />}
              checked={value === true}
              disabled={disabled}
              onCheckedChange={(checked) => onChange(field.key, checked)}
            />
          );
        }
        const warning = warnings[field.key];
        return (
          <Field
            key={field.key}
            label={field.label}
            help={field.description || field.multiple || warning ? <Help field={field} warning={warning} /> : undefined}
            optional={!required}
            error={errors[field.key]}
          >
            <SettingControl
              field={field}
              value={value}
              secret={secrets[field.key]}
              required={required}
              disabled={disabled}
              onChange={(next) => onChange(field.key, next)}
            />
          </Field>
        );
      })}
    </div>
  );
}
