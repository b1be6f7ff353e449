'use client';

import { memo, useCallback, useState } from 'react';
import { isRequired } from '@/catalog/destinations/kit/mapping/field-condition';
import type { Json } from '@/spec/event';
import { isShown } from '../model/field-condition';
import { problemsBelow, resultAt } from '../model/sample-value';
import { withEntry } from '../model/value-form';
import { useStable } from '../use-stable';
import { ValueEditor } from '../value/value-editor';
import { InnerFields, type ObjectRowsProps } from './inner-fields';
import { innerSummary, insideOf } from './inside-of';
import { ObjectControl } from './object-control';
import { RowLayout } from './row-layout';
import { sameRow, type FieldRowProps } from './same-row';

/** One field of the mapping, with the fields inside it. It is drawn again only for a change of its own. */
export const FieldRow = memo(function FieldRow(props: FieldRowProps) {
  const { field, path, depth, value, mapping, problems, result, onChange } = props;
  const [open, setOpen] = useState(props.startOpen);
  const inside = insideOf(field, value);
  const problem = problems.get('');
  // A problem inside must not hide.
  const shown = inside !== null && (open || [...problems.keys()].some((key) => key !== ''));
  const change = useCallback((next: Json | undefined) => onChange(field.key, next), [onChange, field.key]);
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
      {inside && shown && (
        <InnerFields
          field={field}
          depth={depth}
          path={path}
          result={result}
          inside={inside}
          rows={(object) => <ObjectRows field={field} mapping={mapping} problems={problems} {...object} />}
          onChange={change}
        />
      )}
    </>
  );
}, sameRow);

/** The rows of the fields inside one object. */
function ObjectRows({
  field,
  mapping,
  problems,
  entries,
  result,
  depth,
  path,
  write,
}: Pick<FieldRowProps, 'field' | 'mapping' | 'problems'> & ObjectRowsProps) {
  const set = useStable((key: string, next: Json | undefined) => write(withEntry(entries, key, next)));
  return (field.properties ?? [])
    .filter((inner) => isShown(inner, mapping))
    .map((inner) => (
      <FieldRow
        key={inner.key}
        field={inner}
        path={`${path}.${inner.key}`}
        depth={depth}
        value={entries[inner.key]}
        mapping={mapping}
        problems={problemsBelow(problems, inner.key)}
        result={resultAt(result, inner.key)}
        startOpen={false}
        onChange={set}
      />
    ));
}
