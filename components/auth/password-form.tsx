'use client';

import { useState } from 'react';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Callout } from '../ui/page/callout';
import type { FormResult } from './form-result';
import { FormMessage } from './form-message';
import { PasswordField } from './password-field';
import { signInHere } from './sign-in-here';
import { textOf, useActionForm } from './use-action-form';

/** Changes one's own password; this browser is signed in again with the new one. */
export function PasswordForm({
  email,
  change,
}: {
  email: string;
  change: (input: { currentPassword: string; password: string }) => Promise<FormResult<null>>;
}) {
  const [changed, setChanged] = useState(false);
  const form = useActionForm(
    (data) => change({ currentPassword: textOf(data, 'currentPassword'), password: textOf(data, 'password') }),
    async (_, data) => {
      const signedIn = await signInHere(email, textOf(data, 'password'));
      if (signedIn.ok) {
        setChanged(true);
        return false;
      }
      window.location.assign('/sign-in?next=/account');
      return true;
    },
  );
  if (changed) {
    return (
      <div role="status">
        <Callout tone="success" title="Your password is changed">
          Every other session was signed out.
        </Callout>
      </div>
    );
  }
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <Field label="Current password" error={form.errors.currentPassword}>
        <TextInput name="currentPassword" type="password" autoComplete="current-password" />
      </Field>
      <PasswordField label="New password" size="md" error={form.errors.password} />
      <Button type="submit" variant="primary" busy={form.busy}>
        Change password
      </Button>
    </form>
  );
}
