'use client';

import Plus from 'lucide-react/icons/plus';
import X from 'lucide-react/icons/x';
import type { Json } from '@/spec/event';
import { Button } from '../../ui/form/button';
import { Option } from './argument';
import { NestedValue } from '../value/nested-value';
import { plainField, type FormProps } from '../value/value-props';

/** Merges objects into one; where two have the same key, `direction` says whose value counts. */
export function MergeForm({ label, path, argument, set }: FormProps) {
  const objects = Array.isArray(argument.objects) ? argument.objects : [];
  const write = (next: Json[]) => set('objects', next);
  return (
    <>
      {objects.map((value, index) => (
        <div key={index} className="flex items-start gap-1">
          <div className="min-w-0 flex-1">
            <NestedValue
              field={plainField('object', { type: 'object' })}
              path={path}
              label={`${label}, object ${index + 1}`}
              value={value === '' ? undefined : value}
              onChange={(next) => write(objects.map((one, at) => (at === index ? (next ?? '') : one)))}
            />
          </div>
          <Button
            variant="quiet"
            className="px-1.5!"
            aria-label={`Remove object ${index + 1} of ${label}`}
            onClick={() => write(objects.filter((_, at) => at !== index))}
          >
            <X aria-hidden />
          </Button>
        </div>
      ))}
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="sm"
          aria-label={`Add an object to ${label}`}
          onClick={() => write([...objects, { '@path': '$.properties' }])}
        >
          <Plus aria-hidden /> Add object
        </Button>
        <Option
          label={`Whose value counts in ${label}`}
          value={argument.direction}
          options={[
            { value: 'right', label: 'the later object counts' },
            { value: 'left', label: 'the earlier object counts' },
          ]}
          onChange={(direction) => set('direction', direction)}
        />
      </div>
    </>
  );
}
