'use client';

import type { ReactNode } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import { ScopeContext } from '../editor-context';
import { pathAsWritten, pathOfWritten } from '../model/token-text';
import { NestedValue } from '../value/nested-value';
import { PairsEditor } from '../value/pairs-editor';
import { TokenInput } from '../value/token-input';
import { plainField } from '../value/value-props';

/** The list that `@arrayPath` goes through, as a path without "$."; null when a function computes it. */
export function listScope(argument: Json): string | null {
  const list = Array.isArray(argument) ? argument[0] : undefined;
  const path = typeof list === 'string' ? list : null;
  return path === null ? null : pathAsWritten(path);
}

/** The list of an `@arrayPath`: a path, or a value that a function computes. */
export function EachList({
  label,
  argument,
  onChange,
  trailing,
}: {
  label: string;
  argument: Json[];
  onChange: (argument: Json[]) => void;
  trailing?: ReactNode;
}) {
  const [list, ...shape] = argument;
  if (typeof list !== 'string') {
    return (
      <NestedValue
        field={plainField('list', { type: 'object', multiple: true })}
        path="list"
        label={`List of ${label}`}
        value={list}
        onChange={(next) => onChange([next ?? '', ...shape])}
      />
    );
  }
  return (
    <TokenInput
      text={list === '' ? '' : `{{${pathAsWritten(list)}}}`}
      onText={(text) => onChange([pathOfText(text), ...shape])}
      label={`List of ${label}`}
      placeholder="A list of the event"
      {...(trailing ? { trailing: () => trailing } : {})}
    />
  );
}

function pathOfText(text: string): string {
  const plain = text.replace(/[{}]/g, '').trim();
  return plain === '' ? '' : pathOfWritten(plain);
}

/** `@arrayPath`: a list, and what each of its items becomes, key by key. */
export function EachForm({
  field,
  path,
  label,
  argument,
  onChange,
}: {
  field: FieldMetadata;
  path: string;
  label: string;
  argument: Json;
  onChange: (argument: Json) => void;
}) {
  const parts = Array.isArray(argument) ? argument : [];
  const shape = parts[1];
  const entries = shape !== null && typeof shape === 'object' && !Array.isArray(shape) ? shape : {};
  return (
    <>
      <EachList label={label} argument={parts} onChange={onChange} />
      <p className="text-2xs text-muted">
        Each item becomes an object of these keys; variables are looked up in the item. Without keys the items are taken
        as they are.
      </p>
      <ScopeContext value={listScope(argument)}>
        <PairsEditor
          bare
          field={field}
          path={path}
          label={label}
          value={entries}
          entries={entries}
          menu={null}
          onChange={(next) => onChange([parts[0] ?? '', next ?? {}])}
        />
      </ScopeContext>
    </>
  );
}
