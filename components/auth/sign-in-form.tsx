'use client';

import Link from 'next/link';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { FormMessage } from './form-message';
import { signInHere } from './sign-in-here';
import { textOf, useActionForm } from './use-action-form';

/** Address and password. `email` fixes the address (an invitation's). */
export function SignInForm({ next, email }: { next: string; email?: string }) {
  const form = useActionForm(
    async (data) => {
      const given = { email: email ?? textOf(data, 'email').trim(), password: textOf(data, 'password') };
      const fields: Record<string, string> = {};
      if (given.email === '') fields.email = 'Enter your email address.';
      if (given.password === '') fields.password = 'Enter your password.';
      if (Object.keys(fields).length > 0) return { ok: false, error: { code: 'invalid_input', message: '', fields } };
      return signInHere(given.email, given.password);
    },
    () => {
      window.location.assign(next);
      return true;
    },
  );
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <Field label="Email" error={form.errors.email}>
        <TextInput
          name="email"
          type="email"
          size="lg"
          autoComplete="username"
          autoFocus={email === undefined}
          defaultValue={email}
          readOnly={email !== undefined}
          className={email === undefined ? undefined : 'bg-active'}
        />
      </Field>
      <Field
        label="Password"
        error={form.errors.password}
        action={
          <Link href="/forgot" className="link text-xs">
            Forgotten?
          </Link>
        }
      >
        <TextInput
          name="password"
          type="password"
          size="lg"
          autoComplete="current-password"
          autoFocus={email !== undefined}
        />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={form.busy} className="w-full">
        Sign in
      </Button>
    </form>
  );
}
