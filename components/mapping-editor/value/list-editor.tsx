'use client';

import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import type { ReactNode } from 'react';
import type { Json } from '@/spec/event';
import { Button } from '../../ui/form/button';
import { NestedValue } from './nested-value';
import type { ValueProps } from './value-props';

/** A list written item by item; each item is a value like any other. */
export function ListEditor({
  field,
  path,
  label,
  items,
  onChange,
  menu,
}: ValueProps & { items: Json[]; menu: ReactNode }) {
  const item = { ...field, multiple: false, default: undefined };
  const set = (index: number, next: Json | undefined) => {
    const list = [...items];
    list[index] = next ?? '';
    onChange(list);
  };
  return (
    <div className="min-w-0 space-y-1.5 border-l-2 border-strong pl-2.5">
      <div className="flex min-h-control-sm items-center justify-between gap-2 pr-[3px]">
        <span className="text-xs font-medium">
          {items.length} {items.length === 1 ? 'item' : 'items'}
        </span>
        {menu}
      </div>
      {items.map((value, index) => (
        <div key={index} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <NestedValue
              field={item}
              path={path}
              label={`${label}, item ${index + 1}`}
              value={value === '' ? undefined : value}
              onChange={(next) => set(index, next)}
            />
          </div>
          <Button
            variant="quiet"
            className="px-1.5!"
            aria-label={`Remove item ${index + 1} of ${label}`}
            onClick={() => onChange(items.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <Button size="sm" aria-label={`Add an item to ${label}`} onClick={() => onChange([...items, ''])}>
        <Plus aria-hidden /> Add item
      </Button>
    </div>
  );
}
