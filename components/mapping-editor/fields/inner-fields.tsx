'use client';

import Plus from 'lucide-react/icons/plus';
import type { ReactNode } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { Button } from '../../ui/form/button';
import { ScopeContext, useEditor } from '../editor-context';
import { listScope } from '../functions/each-form';
import { PairsEditor } from '../value/pairs-editor';
import { ValueView } from '../value/value-view';
import type { Inside } from './inside-of';

/** One object whose fields are rows. */
export interface ObjectRowsProps {
  entries: JsonObject;
  result: Json | undefined;
  depth: number;
  /** The path of the object that they stand in. */
  path: string;
  write: (entries: JsonObject) => void;
}

/** The rows inside an object field: once, for each item of a list, or for every item written down. */
export function InnerFields({
  field,
  depth,
  path,
  result,
  inside,
  rows,
  onChange,
}: {
  field: FieldMetadata;
  depth: number;
  path: string;
  result: Json | undefined;
  inside: Inside;
  rows: (object: ObjectRowsProps) => ReactNode;
  onChange: (value: Json | undefined) => void;
}) {
  const { readOnly } = useEditor();
  if (inside.kind === 'items') {
    const write = (index: number, next: JsonObject) =>
      onChange(inside.items.map((item, at) => (at === index ? next : item)));
    return (
      <>
        {inside.items.map((item, index) => (
          <div key={index} role="group" aria-label={`${field.label}, item ${index + 1}`}>
            <Bar depth={depth}>
              <span className="text-xs font-medium">Item {index + 1}</span>
              {!readOnly && (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Remove item ${index + 1} of ${field.label}`}
                  onClick={() => onChange(inside.items.filter((_, at) => at !== index))}
                >
                  Remove
                </Button>
              )}
            </Bar>
            {rows({
              entries: item as JsonObject,
              result: Array.isArray(result) ? result[index] : undefined,
              depth: depth + 1,
              path: `${path}.[${index}]`,
              write: (next) => write(index, next),
            })}
          </div>
        ))}
        {!readOnly && (
          <Bar depth={depth}>
            <Button
              size="sm"
              aria-label={`Add an item to ${field.label}`}
              onClick={() => onChange([...inside.items, {}])}
            >
              <Plus aria-hidden /> Add item
            </Button>
          </Bar>
        )}
      </>
    );
  }
  const write = (entries: JsonObject) =>
    inside.kind === 'each'
      ? onChange({ '@arrayPath': [inside.argument[0] ?? '', entries] })
      : onChange(Object.keys(entries).length === 0 ? undefined : entries);
  const body = (
    <>
      {rows({ entries: inside.entries, result, depth: depth + 1, path, write })}
      <OtherKeys field={field} path={path} depth={depth} entries={inside.entries} write={write} />
    </>
  );
  return inside.kind === 'each' ? <ScopeContext value={listScope(inside.argument)}>{body}</ScopeContext> : body;
}

function Bar({ depth, children }: { depth: number; children: ReactNode }) {
  return (
    <div
      className="flex items-center justify-between gap-2 border-b px-gutter py-1.5"
      style={{ paddingLeft: `calc(var(--gutter) + ${(depth + 1) * 16}px)` }}
    >
      {children}
    </div>
  );
}

/** Keys of an open object that its definition does not name. */
function OtherKeys({
  field,
  path,
  depth,
  entries,
  write,
}: {
  field: FieldMetadata;
  path: string;
  depth: number;
  entries: JsonObject;
  write: (entries: JsonObject) => void;
}) {
  const { readOnly } = useEditor();
  const named = new Set(field.properties?.map(({ key }) => key));
  const others = Object.fromEntries(Object.entries(entries).filter(([key]) => !named.has(key)));
  const known = Object.fromEntries(Object.entries(entries).filter(([key]) => named.has(key)));
  if (!field.open && Object.keys(others).length === 0) return null;
  if (readOnly && Object.keys(others).length === 0) return null;
  return (
    <Bar depth={depth}>
      <div className="min-w-0 flex-1">
        <p className="mb-1 text-xs text-muted">Other keys of {field.label}</p>
        {readOnly ? (
          <ValueView value={others} />
        ) : (
          <PairsEditor
            bare
            field={field}
            path={path}
            label={`Other keys of ${field.label}`}
            value={others}
            entries={others}
            menu={null}
            onChange={(next) => write({ ...known, ...(next as JsonObject | undefined) })}
          />
        )}
      </div>
    </Bar>
  );
}
