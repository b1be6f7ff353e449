'use client';

import { useState } from 'react';
import { useEditor } from '../editor-context';
import { formOfValue } from '../model/value-form';
import { EachList } from '../functions/each-form';
import { ValueEditor } from '../value/value-editor';
import { ValueMenu } from '../value/value-menu';
import type { ValueProps } from '../value/value-props';
import { ValueView } from '../value/value-view';
import type { Inside } from './inside-of';

/** What stands in the row of an object whose fields are rows below it: how many are filled, or the list it goes through. */
export function ObjectControl({
  inside,
  summary,
  onOpen,
  ...props
}: ValueProps & { inside: Inside; summary: string; onOpen: () => void }) {
  const { field, value, label, onChange } = props;
  const { readOnly } = useEditor();
  const [asJson, setAsJson] = useState(false);
  if (asJson) return <ValueEditor {...props} startAsJson onFormAgain={() => setAsJson(false)} />;
  const fixed = readOnly || field.readOnly;
  const menu = fixed ? null : (
    <ValueMenu
      field={field}
      form={formOfValue(value)}
      value={value}
      label={label}
      asJson={false}
      onJson={setAsJson}
      onChange={(next) => {
        onChange(next);
        onOpen();
      }}
    />
  );
  if (inside.kind === 'each') {
    return (
      <div>
        {fixed ? (
          <ValueView
            value={typeof inside.argument[0] === 'string' ? { '@path': inside.argument[0] } : inside.argument[0]}
          />
        ) : (
          <EachList
            label={label}
            argument={inside.argument}
            onChange={(argument) => onChange({ '@arrayPath': argument })}
            trailing={menu}
          />
        )}
        <p className="mt-0.5 text-2xs text-muted">For each item: {summary}</p>
      </div>
    );
  }
  return (
    <div className="flex min-h-control items-center justify-between gap-2 pr-[3px]">
      <button type="button" className="rounded-sm text-xs text-muted hover:text-default" onClick={onOpen}>
        {summary}
      </button>
      {menu}
    </div>
  );
}
