'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json } from '@/spec/event';
import { Button } from '../../ui/form/button';
import { Menu, type MenuItem } from '../../ui/overlay/menu';
import { functionsFor, unwrap, wrapIn } from '../model/functions';
import type { ValueForm } from '../model/value-form';

function kindItems(
  field: FieldMetadata,
  form: ValueForm,
  value: Json | undefined,
  set: (value: Json | undefined) => void,
) {
  const items: MenuItem[] = [];
  const add = (label: string, next: Json | undefined) => items.push({ label, onSelect: () => set(next) });
  if (form.kind === 'function') {
    const inner = unwrap(form.name, form.argument);
    add('Take the function away', inner);
  } else if (form.kind !== 'text' && !field.fixed) add('Text or property', undefined);
  if (field.type === 'object' && form.kind !== 'object') add('Key by key', {});
  if (field.multiple && form.kind !== 'list') add('List of values', value === undefined ? [] : [value]);
  if (field.nullable && form.kind !== 'null') add('Null', null);
  return items;
}

/** What else can be done with a value: another kind, a function around it, its JSON, its default, nothing at all. */
export function ValueMenu({
  field,
  form,
  value,
  label,
  asJson,
  onChange,
  onJson,
}: {
  field: FieldMetadata;
  form: ValueForm;
  value: Json | undefined;
  label: string;
  asJson: boolean;
  onChange: (value: Json | undefined) => void;
  onJson: (asJson: boolean) => void;
}) {
  const set = (next: Json | undefined) => {
    onJson(false);
    onChange(next);
  };
  const items: MenuItem[] = kindItems(field, form, value, set);
  if (!field.fixed) {
    items.push({ kind: 'heading', label: form.kind === 'function' ? 'Function around this one' : 'Function' });
    for (const { name, label: title } of functionsFor(field)) {
      if (form.kind === 'function' && form.name === name) continue;
      items.push({ label: title, onSelect: () => set(wrapIn(name, value)) });
    }
  }
  items.push({ kind: 'separator' });
  if (asJson) items.push({ label: 'Edit as a form', onSelect: () => onJson(false) });
  else items.push({ label: 'Edit as JSON', onSelect: () => onJson(true) });
  if (field.default !== undefined && JSON.stringify(field.default) !== JSON.stringify(value)) {
    items.push({ label: 'Use the default', onSelect: () => set(structuredClone(field.default)) });
  }
  if (value !== undefined) items.push({ label: 'Clear', onSelect: () => set(undefined) });
  return (
    <Menu
      items={items}
      trigger={
        <Button variant="quiet" size="sm" className="px-1.5!" aria-label={`Function and more for ${label}`}>
          <Ellipsis aria-hidden />
        </Button>
      }
    />
  );
}
