'use client';

import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import { Select, type SelectOption } from '../../ui/form/select';
import { TextInput } from '../../ui/form/text-input';
import type { FormProps } from '../value/value-props';
import { NestedValue } from '../value/nested-value';

/** A value inside a function, under its name. */
export function Argument({
  name,
  title,
  type,
  path,
  label,
  argument,
  set,
}: FormProps & { name: string; title: string; type: FieldMetadata }) {
  return (
    <div className="flex min-w-0 items-start gap-2">
      <p aria-hidden className="w-9 shrink-0 py-[8px] text-2xs leading-4 text-muted">
        {title}
      </p>
      <div className="min-w-0 flex-1">
        <NestedValue
          field={type}
          path={path}
          label={`${title} of ${label}`}
          value={argument[name] === '' ? undefined : argument[name]}
          onChange={(value) => set(name, value ?? '')}
        />
      </div>
    </div>
  );
}

/** A fixed text inside a function, such as a separator. */
export function TextArgument({
  name,
  title,
  label,
  argument,
  set,
  maxLength,
  optional = false,
}: FormProps & { name: string; title: string; maxLength?: number; optional?: boolean }) {
  const value = argument[name];
  return (
    <div className="min-w-0 flex-1">
      <p aria-hidden className="mb-0.5 text-2xs text-muted">
        {title}
      </p>
      <TextInput
        mono
        value={typeof value === 'string' ? value : ''}
        maxLength={maxLength}
        aria-label={`${title} of ${label}`}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => set(name, optional && event.target.value === '' ? undefined : event.target.value)}
      />
    </div>
  );
}

/** One of a few ways in which a function works. */
export function Option({
  label,
  value,
  options,
  onChange,
}: {
  label: string;
  value: Json | undefined;
  options: readonly SelectOption[];
  onChange: (value: string) => void;
}) {
  return (
    <Select
      className="w-full max-w-56"
      size="sm"
      label={label}
      options={options}
      value={typeof value === 'string' ? value : null}
      onValueChange={onChange}
    />
  );
}
