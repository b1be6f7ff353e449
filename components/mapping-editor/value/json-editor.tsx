'use client';

import { useEffect, useId, useRef, useState } from 'react';
import type { Json } from '@/spec/event';
import { Button } from '../../ui/form/button';
import { useEditor, useScope } from '../editor-context';
import { inScope } from '../model/spec-properties';
import { JsonInput } from './json-input';
import type { ValueProps } from './value-props';

function read(text: string): { value: Json | undefined } | { error: string } {
  if (text.trim() === '') return { value: undefined };
  try {
    return { value: JSON.parse(text) as Json };
  } catch (error) {
    return { error: error instanceof Error ? error.message : 'it could not be read' };
  }
}

const written = (value: Json | undefined) => (value === undefined ? '' : JSON.stringify(value, null, 2));

/** A value as its JSON, directives and all. What cannot be read is kept in the input, but does not become the value. */
export function JsonEditor({ value, label, onChange, onDone }: ValueProps & { onDone?: (() => void) | undefined }) {
  const id = useId();
  const { properties, reportUnreadable } = useEditor();
  const scope = useScope();
  const [text, setText] = useState(() => written(value));
  const last = useRef(JSON.stringify(value));
  const result = read(text);
  const error = 'error' in result ? result.error : null;
  useEffect(() => {
    const now = JSON.stringify(value);
    if (now === last.current) return;
    last.current = now;
    setText(written(value));
  }, [value]);
  useEffect(() => {
    reportUnreadable(id, error === null ? null : label);
    return () => reportUnreadable(id, null);
  }, [id, label, error, reportUnreadable]);
  return (
    <div className="space-y-1">
      <JsonInput
        value={text}
        label={`JSON of ${label}`}
        describedBy={error === null ? undefined : id}
        paths={inScope(properties, scope).map(({ path }) => `$.${path}`)}
        onChange={(next) => {
          setText(next);
          const readable = read(next);
          if ('error' in readable) return;
          last.current = JSON.stringify(readable.value);
          onChange(readable.value);
        }}
      />
      <div className="flex min-h-control-sm items-center justify-between gap-2">
        <p id={id} role="status" className="min-w-0 text-xs break-words text-failed-text">
          {error !== null && `This is not JSON: ${error}`}
        </p>
        {onDone && (
          <Button size="sm" variant="quiet" disabled={error !== null} onClick={onDone}>
            Back to the form
          </Button>
        )}
      </div>
    </div>
  );
}
