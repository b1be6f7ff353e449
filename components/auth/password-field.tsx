'use client';

import Eye from 'lucide-react/icons/eye';
import EyeOff from 'lucide-react/icons/eye-off';
import { useState } from 'react';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';

/** A new password: can be looked at, so it needs to be typed once only. */
export function PasswordField({
  error,
  label = 'Password',
  size = 'lg',
  autoFocus,
}: {
  error: string | undefined;
  label?: string;
  size?: 'md' | 'lg';
  autoFocus?: boolean;
}) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <Field label={label} help="At least 8 characters that are not easily guessed." error={error}>
      <TextInput
        name="password"
        type={shown ? 'text' : 'password'}
        size={size}
        autoComplete="new-password"
        autoCapitalize="none"
        autoFocus={autoFocus}
        spellCheck={false}
        trailing={
          <button
            type="button"
            aria-label={shown ? 'Hide password' : 'Show password'}
            aria-pressed={shown}
            onClick={() => setShown(!shown)}
            className="flex size-7 items-center justify-center rounded-sm text-muted hover:text-default"
          >
            <Icon className="size-3.5" aria-hidden />
          </button>
        }
      />
    </Field>
  );
}
