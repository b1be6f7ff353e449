'use client';

import { useState } from 'react';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import type { FormResult } from './form-result';
import { FormMessage } from './form-message';
import { textOf, useActionForm } from './use-action-form';

/** One's own name; the address cannot be changed. */
export function NameForm({
  name,
  email,
  save,
}: {
  name: string;
  email: string;
  save: (input: { name: string }) => Promise<FormResult<null>>;
}) {
  const [saved, setSaved] = useState(false);
  const form = useActionForm(
    (data) => save({ name: textOf(data, 'name') }),
    () => setSaved(true),
  );
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <Field label="Name" error={form.errors.name}>
        <TextInput
          name="name"
          autoComplete="name"
          defaultValue={name}
          maxLength={80}
          onChange={() => setSaved(false)}
        />
      </Field>
      <Field label="Email" help="You sign in with it. It cannot be changed.">
        <TextInput type="email" value={email} readOnly className="bg-sunken" />
      </Field>
      <div className="flex items-center gap-3">
        <Button type="submit" variant="primary" busy={form.busy}>
          Save name
        </Button>
        <span role="status" className="text-muted">
          {saved ? 'Saved' : ''}
        </span>
      </div>
    </form>
  );
}
