'use client';

import Link from 'next/link';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import type { FormResult } from './form-result';
import { FormMessage } from './form-message';
import { PasswordField } from './password-field';
import { signInHere } from './sign-in-here';
import { textOf, useActionForm } from './use-action-form';

/** Creates an account and signs in with it. `email` fixes the address (an invitation's). */
export function SignUpForm({
  email,
  submitLabel = 'Create account',
  create,
}: {
  email?: string;
  submitLabel?: string;
  create: (input: {
    email: string;
    name: string;
    password: string;
  }) => Promise<FormResult<{ email: string; next: string }>>;
}) {
  const form = useActionForm(
    (data) =>
      create({
        email: email ?? textOf(data, 'email'),
        name: textOf(data, 'name'),
        password: textOf(data, 'password'),
      }),
    async (value, data) => {
      const signedIn = await signInHere(value.email, textOf(data, 'password'));
      const next = signedIn.ok ? value.next : `/sign-in?next=${encodeURIComponent(value.next)}`;
      window.location.assign(next);
      return true;
    },
  );
  const taken = form.errors.email?.includes('already') === true;
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <Field label="Your name" error={form.errors.name}>
        <TextInput name="name" size="lg" autoComplete="name" autoFocus />
      </Field>
      <Field
        label="Email"
        error={form.errors.email}
        action={
          taken && (
            <Link href="/sign-in" className="link text-xs">
              Sign in
            </Link>
          )
        }
      >
        <TextInput
          name="email"
          type="email"
          size="lg"
          autoComplete="username"
          defaultValue={email}
          readOnly={email !== undefined}
          className={email === undefined ? undefined : 'bg-active'}
        />
      </Field>
      <PasswordField error={form.errors.password} />
      <Button type="submit" variant="primary" size="lg" busy={form.busy} className="w-full">
        {submitLabel}
      </Button>
    </form>
  );
}
