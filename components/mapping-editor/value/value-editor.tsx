'use client';

import Braces from 'lucide-react/icons/braces';
import dynamic from 'next/dynamic';
import { useRef, useState } from 'react';
import type { FieldType } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import { classNames } from '../../ui/class-names';
import { Button } from '../../ui/form/button';
import { Skeleton } from '../../ui/page/skeleton';
import { useEditor } from '../editor-context';
import { textOfValue, valueOfRetyped } from '../model/token-text';
import { formOfValue } from '../model/value-form';
import { Boxed } from './boxed';
import { ListEditor } from './list-editor';
import { PairsEditor } from './pairs-editor';
import { TokenInput } from './token-input';
import { useOffered } from './use-offered';
import { ValueMenu } from './value-menu';
import type { ValueProps } from './value-props';
import { ValueView } from './value-view';

const FunctionForm = dynamic(() => import('../functions/function-form').then((module) => module.FunctionForm), {
  ssr: false,
  loading: () => <Skeleton className="h-21 w-full" />,
});
const JsonEditor = dynamic(() => import('./json-editor').then((module) => module.JsonEditor), {
  ssr: false,
  loading: () => <Skeleton className="h-21 w-full" />,
});

/** The editor of one value, whatever it is: text with variables, a function, a list, key by key, or its JSON. */
export function ValueEditor({
  startAsJson = false,
  onFormAgain,
  ...props
}: ValueProps & {
  /** Begin with its JSON; `onFormAgain` is called when the form is wanted back. */
  startAsJson?: boolean;
  onFormAgain?: () => void;
}) {
  const { field, value, label, onChange } = props;
  const { readOnly } = useEditor();
  const [asJson, showJson] = useState(startAsJson);
  const setAsJson = (next: boolean) => {
    showJson(next);
    if (!next) onFormAgain?.();
  };
  if (readOnly || field.readOnly) return <ValueView value={value} field={field} />;
  const form = formOfValue(value);
  const json = asJson || form.kind === 'json';
  const menu = (
    <ValueMenu
      field={field}
      form={form}
      value={value}
      label={label}
      asJson={asJson}
      onChange={onChange}
      onJson={setAsJson}
    />
  );
  if (json) {
    return (
      <Boxed title="JSON" menu={menu}>
        <JsonEditor {...props} onDone={form.kind === 'json' ? undefined : () => setAsJson(false)} />
      </Boxed>
    );
  }
  switch (form.kind) {
    case 'text':
      if (value === undefined && field.editor === 'pairs-only' && !field.multiple) {
        return <PairsEditor {...props} entries={{}} menu={menu} />;
      }
      return <TextValue {...props} menu={menu} />;
    case 'exact':
      return <TextValue {...props} exact={form.text} menu={menu} />;
    case 'null':
      return (
        <Boxed title="Null" menu={menu}>
          <p className="text-xs text-muted">Null is sent on purpose.</p>
        </Boxed>
      );
    case 'function':
      return <FunctionForm {...props} name={form.name} argument={form.argument} menu={menu} />;
    case 'list':
      return <ListEditor {...props} items={form.items} menu={menu} />;
    case 'object':
      return <PairsEditor {...props} entries={form.entries} menu={menu} />;
  }
}

/** A number or yes-no that stands where text is allowed stays one while it is changed. */
function typeOf(type: FieldType, value: Json | undefined): FieldType {
  if (type !== 'string') return type;
  return typeof value === 'number' || typeof value === 'boolean' ? (typeof value as 'number' | 'boolean') : type;
}

function TextValue({
  field,
  path,
  label,
  value,
  onChange,
  invalid,
  describedBy,
  exact,
  menu,
}: ValueProps & { exact?: string; menu: React.ReactNode }) {
  const { offered, onOpen } = useOffered(field, path, value);
  const stored = useRef(value);
  const variables = !field.fixed && exact === undefined;
  const text = exact ?? textOfValue(value) ?? '';
  const number = field.type === 'number' || field.type === 'integer';
  const nothing = value === '' ? 'Empty text' : (field.placeholder ?? 'Not mapped');
  return (
    <>
      <TokenInput
        text={text}
        onText={(next) => onChange(valueOfRetyped(next, stored.current, typeOf(field.type, value), !variables))}
        onChoice={(choice) => onChange(choice.value)}
        label={label}
        offered={offered}
        onOpen={onOpen}
        variables={variables}
        multiline={field.type === 'text' || text.includes('\n')}
        invalid={invalid}
        describedBy={describedBy}
        placeholder={nothing}
        inputMode={number && !variables ? 'decimal' : undefined}
        trailing={(insertProperty) => (
          <>
            {variables && (
              <Button
                variant="quiet"
                size="sm"
                className={classNames(
                  'px-1.5! opacity-0 group-focus-within/row:opacity-100 group-hover/row:opacity-100 pointer-coarse:opacity-100 focus-visible:opacity-100',
                )}
                aria-label={`Insert a property into ${label}`}
                // The press must not take the place of the caret away.
                onMouseDown={(event) => event.preventDefault()}
                onClick={insertProperty}
              >
                <Braces aria-hidden />
              </Button>
            )}
            {menu}
          </>
        )}
      />
      {exact !== undefined && (
        <p className="mt-1 text-2xs text-muted">Exactly this text: its braces are no variables.</p>
      )}
    </>
  );
}
