'use client';

import { useState } from 'react';
import type { SecretView } from '@/control-plane/destinations/destination-view';
import { RelativeTime } from '../ui/data/relative-time';
import { Button } from '../ui/form/button';
import { useField } from '../ui/form/field-context';
import { TextInput } from '../ui/form/text-input';

/**
 * A secret: what is stored is never shown, only when it was set, by whom and how it ends. Typing replaces it when the form
 * is saved; Keep goes back to the stored one.
 */
export function SecretInput({
  secret,
  value,
  disabled,
  onChange,
}: {
  secret: SecretView | undefined;
  /** What has been typed; '' when nothing. */
  value: string;
  disabled: boolean;
  onChange: (value: string) => void;
}) {
  const [replacing, setReplacing] = useState(false);
  const { id, describedBy } = useField();
  if (secret && !replacing) {
    return (
      <div
        id={id}
        role="group"
        aria-describedby={describedBy}
        className="flex min-h-control items-center gap-2 rounded-md border bg-sunken pr-1 pl-2.5"
      >
        <span className="min-w-0 flex-1 truncate text-muted">
          Set <RelativeTime at={secret.setAt} /> by {secret.setBy}
          {secret.hint && (
            <>
              {' · ends in '}
              <code className="font-mono text-xs text-default">{secret.hint}</code>
            </>
          )}
        </span>
        {!disabled && (
          <Button variant="quiet" size="sm" onClick={() => setReplacing(true)}>
            Replace
          </Button>
        )}
      </div>
    );
  }
  return (
    <div className="flex items-center gap-2">
      <TextInput
        type="password"
        mono
        value={value}
        autoComplete="new-password"
        spellCheck={false}
        disabled={disabled}
        autoFocus={replacing}
        onChange={(event) => onChange(event.target.value)}
      />
      {secret && (
        <Button
          variant="quiet"
          onClick={() => {
            setReplacing(false);
            onChange('');
          }}
        >
          Keep
        </Button>
      )}
    </div>
  );
}
