'use client';

import { useId, type ReactNode } from 'react';
import { StateGlyph } from '../data/state-glyph';
import { classNames } from '../class-names';
import { FieldContext } from './field-context';

/**
 * Label above, control, help below; an error takes the place of the help. Controls of components/ui inside it take their
 * id, description and invalid state from it. Required is the rule, so only `optional` is marked.
 */
export function Field({
  label,
  help,
  error,
  optional = false,
  htmlFor,
  action,
  className,
  children,
}: {
  label: ReactNode;
  help?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  /** The control's id; made up when absent. */
  htmlFor?: string;
  /** Small link or button at the right of the label. */
  action?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  const made = useId();
  const id = htmlFor ?? made;
  const noteId = `${id}-note`;
  const labelId = `${id}-label`;
  return (
    <div className={classNames('min-w-0', className)}>
      <div className="mb-1.5 flex items-baseline justify-between gap-3">
        <label id={labelId} htmlFor={id} className="font-medium">
          {label}
          {optional && <span className="ml-1.5 font-normal text-faint">optional</span>}
        </label>
        {action}
      </div>
      <FieldContext
        value={{
          id,
          labelledBy: labelId,
          invalid: Boolean(error),
          ...((error || help) && { describedBy: noteId }),
        }}
      >
        {children}
      </FieldContext>
      {error ? (
        <p id={noteId} role="alert" className="mt-1.5 flex gap-1.5 text-xs text-failed-text">
          <StateGlyph state="failed" className="mt-0.5" />
          <span className="min-w-0 break-words">{error}</span>
        </p>
      ) : help ? (
        <div id={noteId} className="field-help mt-1.5 text-xs text-muted">
          {help}
        </div>
      ) : null}
    </div>
  );
}
