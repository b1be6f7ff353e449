'use client';

import { useState } from 'react';
import type { SecretView } from '@/control-plane/destinations/destination-view';
import { RelativeTime } from '../ui/data/relative-time';
import { Button } from '../ui/form/button';
import { useField } from '../ui/form/field-context';
import { TextInput } from '../ui/form/text-input';

/**
 * A secret: what is stored is never shown, only when it was set, by whom and how it ends. Typing replaces it when the form
 * is saved; Keep goes back to the stored one; one that is optional can be removed.
 */
export function SecretInput({
  secret,
  value,
  removed,
  required,
  disabled,
  onChange,
}: {
  secret: SecretView | undefined;
  /** What has been typed; '' when nothing. */
  value: string;
  /** It is to be removed when the form is saved. */
  removed: boolean;
  required: boolean;
  disabled: boolean;
  /** null removes the stored one, '' keeps it. */
  onChange: (value: string | null) => void;
}) {
  const [replacing, setReplacing] = useState(false);
  const { id, describedBy, invalid } = useField();
  if (secret && !replacing && value === '') {
    return (
      <div
        id={id}
        role="group"
        aria-describedby={describedBy}
        data-invalid={invalid || undefined}
        className="flex min-h-control flex-wrap items-center gap-x-2 rounded-md border bg-sunken py-0.5 pr-1 pl-2.5 data-invalid:border-failed-mark"
      >
        {removed ? (
          <span className="min-w-0 flex-1 text-muted">Will be removed when you save.</span>
        ) : (
          <span className="min-w-0 flex-1 text-muted">
            Set <RelativeTime at={secret.setAt} /> by {secret.setBy}
            {secret.hint && (
              <>
                {' · ends in '}
                <code className="font-mono text-xs text-default">{secret.hint}</code>
              </>
            )}
          </span>
        )}
        {!disabled && (
          <span className="flex">
            {removed ? (
              <Button variant="quiet" size="sm" onClick={() => onChange('')}>
                Keep
              </Button>
            ) : (
              <>
                {!required && (
                  <Button variant="quiet" size="sm" onClick={() => onChange(null)}>
                    Remove
                  </Button>
                )}
                <Button variant="quiet" size="sm" onClick={() => setReplacing(true)}>
                  Replace
                </Button>
              </>
            )}
          </span>
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
