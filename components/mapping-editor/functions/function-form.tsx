'use client';

import type { ReactNode } from 'react';
import type { Json, JsonObject } from '@/spec/event';
import { functionLabel } from '../model/functions';
import { withEntry, type FormDirective } from '../model/value-form';
import { Argument, Option, TextArgument } from './argument';
import { EachForm } from './each-form';
import { IfForm } from './if-form';
import { MergeForm } from './merge-form';
import { ReplaceForm } from './replace-form';
import { TokenInput } from '../value/token-input';
import { Boxed } from '../value/boxed';
import { NestedValue } from '../value/nested-value';
import { innerField, plainField, type FormProps, type ValueProps } from '../value/value-props';

/** The form of one function of the mapping kit, around the values it works on. */
export function FunctionForm({
  name,
  argument,
  menu,
  ...props
}: ValueProps & { name: FormDirective; argument: Json; menu: ReactNode }) {
  return (
    <Boxed title={functionLabel(name)} menu={menu}>
      <div className="space-y-1.5">
        <Body name={name} argument={argument} {...props} />
      </div>
    </Boxed>
  );
}

function Body({ name, argument, field, path, label, onChange }: ValueProps & { name: FormDirective; argument: Json }) {
  const write = (next: Json) => onChange({ [name]: next });
  if (name === '@liquid') {
    return (
      <>
        <TokenInput
          multiline
          text={typeof argument === 'string' ? argument : ''}
          onText={write}
          label={`Liquid template of ${label}`}
          placeholder="{{ properties.name | upcase }}"
        />
        <p className="text-2xs text-muted">
          Liquid: variables in braces, filters after a bar. At most 1,000 characters.
        </p>
      </>
    );
  }
  if (name === '@literal' || name === '@excludeWhenNull') {
    return (
      <NestedValue
        field={innerField(field)}
        path={path}
        label={label}
        value={argument}
        onChange={(next) => write(next ?? '')}
      />
    );
  }
  if (name === '@arrayPath')
    return <EachForm field={field} path={path} label={label} argument={argument} onChange={write} />;
  const given = argument as JsonObject;
  const form: FormProps = {
    field,
    path,
    label,
    argument: given,
    onArgument: write,
    set: (key, value) => write(withEntry(given, key, value)),
  };
  switch (name) {
    case '@if':
      return <IfForm {...form} />;
    case '@replace':
      return <ReplaceForm {...form} />;
    case '@merge':
      return <MergeForm {...form} />;
    case '@case':
      return (
        <>
          <Option
            label={`Case of ${label}`}
            value={given.operator}
            options={[
              { value: 'lower', label: 'to lower case' },
              { value: 'upper', label: 'TO UPPER CASE' },
            ]}
            onChange={(operator) => form.set('operator', operator)}
          />
          <Argument {...form} name="value" title="Text" type={plainField('value')} />
        </>
      );
    case '@json':
      return (
        <>
          <Option
            label={`Direction of ${label}`}
            value={given.mode}
            options={[
              { value: 'encode', label: 'write as JSON text' },
              { value: 'decode', label: 'read JSON text' },
            ]}
            onChange={(mode) => form.set('mode', mode)}
          />
          <Argument {...form} name="value" title="Value" type={plainField('value', { type: 'object' })} />
        </>
      );
    case '@flatten':
      return (
        <>
          <Argument {...form} name="value" title="Object" type={plainField('value', { type: 'object' })} />
          <TextArgument {...form} name="separator" title="Between the keys" />
          <Option
            label={`Lists in ${label}`}
            value={String(given.omitArrays === true)}
            options={[
              { value: 'false', label: 'flatten lists too' },
              { value: 'true', label: 'leave lists as they are' },
            ]}
            onChange={(omit) => form.set('omitArrays', omit === 'true' ? true : undefined)}
          />
        </>
      );
  }
}
