'use client';

import { useState } from 'react';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Callout } from '../ui/page/callout';
import type { FormResult } from './form-result';
import { FormMessage } from './form-message';
import { textOf, useActionForm } from './use-action-form';

/** Asks for a link to choose a new password. The answer is the same whether or not there is such an account. */
export function ForgotForm({
  request,
  mailServer,
}: {
  request: (input: { email: string }) => Promise<FormResult<null>>;
  /** Whether the installation has a mail server; if not, an operator finds the message. */
  mailServer: boolean;
}) {
  const [sentTo, setSentTo] = useState<string | null>(null);
  const form = useActionForm(
    (data) => request({ email: textOf(data, 'email') }),
    (_, data) => setSentTo(textOf(data, 'email').trim()),
  );
  if (sentTo !== null) {
    return (
      <div role="status">
        <Callout
          tone="success"
          title={`If there is an account for ${sentTo}, a link ${mailServer ? 'is on its way' : 'was made for it'}.`}
        >
          {mailServer
            ? 'It works once, for one hour. Look into your spam folder too.'
            : 'This installation has no mail server. The message is in the outbox folder of its data directory and in the server’s log: ask the person who runs it. The link works once, for one hour.'}
        </Callout>
      </div>
    );
  }
  return (
    <form {...form.props} className="space-y-4">
      <FormMessage text={form.message} />
      <Field label="Email" error={form.errors.email}>
        <TextInput name="email" type="email" size="lg" autoComplete="username" autoFocus />
      </Field>
      <Button type="submit" variant="primary" size="lg" busy={form.busy} className="w-full">
        Send me a link
      </Button>
    </form>
  );
}
