'use client';

import { memo, useState } from 'react';
import { isRequired } from '@/catalog/destinations/kit/mapping/field-condition';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { Json, JsonObject } from '@/spec/event';
import { isShown } from '../model/field-condition';
import { problemsBelow, resultAt } from '../model/sample-value';
import { withEntry } from '../model/value-form';
import { ValueEditor } from '../value/value-editor';
import { InnerFields } from './inner-fields';
import { innerSummary, insideOf, type Inside } from './inside-of';
import { ObjectControl } from './object-control';
import { RowLayout } from './row-layout';

/** What a row of the editor takes. */
export interface FieldRowProps {
  field: FieldMetadata;
  /** With dots into objects. */
  path: string;
  depth: number;
  value: Json | undefined;
  /** The whole mapping, for conditions on other fields; an empty one where no field asks. */
  mapping: JsonObject;
  /** The problems at and below it, by the rest of their path. */
  problems: ReadonlyMap<string, string>;
  result: Json | undefined;
  /** Whether what is inside it shows at first. */
  startOpen: boolean;
  onChange: (key: string, value: Json | undefined) => void;
}

/** One field of the mapping, with the fields inside it. Rows whose value stays the same are not drawn again. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { field, path, depth, value, mapping, problems, result, onChange } = props;
  const [open, setOpen] = useState(props.startOpen);
  const inside = insideOf(field, value);
  const problem = problems.get('');
  // A problem inside must not hide.
  const shown = inside !== null && (open || [...problems.keys()].some((key) => key !== ''));
  const change = (next: Json | undefined) => onChange(field.key, next);
  return (
    <>
      <RowLayout
        field={field}
        path={path}
        required={isRequired(field, mapping)}
        depth={depth}
        problem={problem}
        result={result}
        {...(inside && { open: shown, onOpen: setOpen })}
      >
        {(problemId) => {
          const value_ = { field, path, value, label: field.label, onChange: change, describedBy: problemId };
          return inside ? (
            <ObjectControl
              {...value_}
              inside={inside}
              invalid={problem !== undefined}
              summary={innerSummary(field, inside)}
              onOpen={() => setOpen(true)}
            />
          ) : (
            <ValueEditor {...value_} invalid={problem !== undefined} />
          );
        }}
      </RowLayout>
      {inside && shown && <Inner {...props} inside={inside} onChange={change} />}
    </>
  );
});

function Inner({
  field,
  path,
  depth,
  mapping,
  problems,
  result,
  inside,
  onChange,
}: Omit<FieldRowProps, 'onChange' | 'value'> & { inside: Inside; onChange: (value: Json | undefined) => void }) {
  const rows = (
    entries: JsonObject,
    at: Json | undefined,
    write: (entries: JsonObject) => void,
    from: number,
    below: string,
  ) =>
    (field.properties ?? [])
      .filter((inner) => isShown(inner, mapping))
      .map((inner) => (
        <FieldRow
          key={inner.key}
          field={inner}
          path={`${below}.${inner.key}`}
          depth={from}
          value={entries[inner.key]}
          mapping={mapping}
          problems={problemsBelow(problems, inner.key)}
          result={resultAt(at, inner.key)}
          startOpen={false}
          onChange={(key, next) => write(withEntry(entries, key, next))}
        />
      ));
  return (
    <InnerFields
      field={field}
      depth={depth}
      path={path}
      result={result}
      inside={inside}
      rows={rows}
      onChange={onChange}
    />
  );
}
