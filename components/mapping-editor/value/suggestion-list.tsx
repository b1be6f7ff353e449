'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { classNames } from '../../ui/class-names';
import type { Suggested, Suggestion } from './suggestions';

function Row({ suggestion }: { suggestion: Suggestion }) {
  if (suggestion.kind === 'choice') {
    const { label, value, description } = suggestion.choice;
    const plain = String(value);
    return (
      <>
        <span className="min-w-0 flex-1 truncate" title={description}>
          {label}
        </span>
        {plain !== label && <code className="max-w-[45%] truncate font-mono text-2xs text-muted">{plain}</code>}
      </>
    );
  }
  const { path, type, example, seen } = suggestion.property;
  return (
    <>
      <code className="min-w-0 flex-1 truncate font-mono text-xs" title={path}>
        {path}
      </code>
      <span className="max-w-[55%] min-w-0 truncate text-2xs text-muted">
        {example ?? type}
        <span className="text-faint">
          {seen === null ? ' · from the spec' : ` · in ${seen} ${seen === 1 ? 'event' : 'events'}`}
        </span>
      </span>
    </>
  );
}

/** What can be put into an input, under it. The input keeps the focus; `active` is what its Enter key takes. */
export function SuggestionList({
  id,
  label,
  suggested,
  active,
  state,
  onPick,
  onState,
}: {
  id: string;
  label: string;
  suggested: Suggested;
  active: number;
  /** Something to say under the list: that it loads, why it could not, a button for more. */
  state?: ReactNode;
  onPick: (suggestion: Suggestion) => void;
  /** A button of `state` was pressed, by mouse or key. */
  onState: () => void;
}) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [id, active]);
  return (
    <div
      ref={list}
      // The press must not take the focus from the input.
      onMouseDown={(event) => event.preventDefault()}
      className="absolute top-full left-0 z-30 mt-1 w-full min-w-60 scroll-mb-4 rounded-lg border bg-raised shadow-popover"
    >
      <div id={id} role="listbox" tabIndex={-1} aria-label={label} className="max-h-64 overflow-y-auto p-1">
        {suggested.suggestions.map((suggestion, index) => (
          <div
            key={
              suggestion.kind === 'choice'
                ? `c${typeof suggestion.choice.value}${String(suggestion.choice.value)}`
                : `p${suggestion.property.path}`
            }
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            onClick={() => onPick(suggestion)}
            className={classNames(
              'flex min-h-7 cursor-default items-center gap-3 rounded-sm px-2 py-1 pointer-coarse:min-h-10',
              index === active ? 'bg-hover' : 'hover:bg-hover',
            )}
          >
            <Row suggestion={suggestion} />
          </div>
        ))}
      </div>
      {(state || suggested.more > 0 || suggested.suggestions.length === 0) && (
        <div role="status" onClick={onState} className="border-t px-3 py-1.5 text-xs text-muted">
          {state ??
            (suggested.more > 0
              ? `${suggested.more} more. Keep typing to find them.`
              : 'Nothing fits what you typed. It can be used all the same.')}
        </div>
      )}
    </div>
  );
}
