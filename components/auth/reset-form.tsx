'use client';

import { Button } from '../ui/form/button';
import type { FormResult } from './form-result';
import { FormMessage } from './form-message';
import { PasswordField } from './password-field';
import { signInHere } from './sign-in-here';
import { textOf, useActionForm } from './use-action-form';

/** Sets a new password by the link of a mail, then signs in with it. */
export function ResetForm({
  email,
  reset,
}: {
  email: string;
  reset: (input: { password: string }) => Promise<FormResult<{ email: string }>>;
}) {
  const form = useActionForm(
    (data) => reset({ password: textOf(data, 'password') }),
    async (value, data) => {
      const signedIn = await signInHere(value.email, textOf(data, 'password'));
      window.location.assign(signedIn.ok ? '/' : '/sign-in');
      return true;
    },
  );
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <input type="text" name="email" autoComplete="username" value={email} readOnly hidden />
      <PasswordField label="New password" error={form.errors.password} autoFocus />
      <Button type="submit" variant="primary" size="lg" busy={form.busy} className="w-full">
        Set password and sign in
      </Button>
    </form>
  );
}
