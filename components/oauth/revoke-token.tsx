'use client';

import { useRef, useState } from 'react';
import { FormMessage } from '../auth/form-message';
import type { FormResult } from '../auth/form-result';
import { textOf, useActionForm } from '../auth/use-action-form';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextArea } from '../ui/form/text-area';
import { Section } from '../ui/page/section';

/** Revokes one token, which is pasted whole: for one that leaked, when its key did not. */
export function RevokeToken({
  revoke,
}: {
  revoke: (input: { token: string }) => Promise<FormResult<{ app: string }>>;
}) {
  const [done, setDone] = useState<string>();
  const area = useRef<HTMLTextAreaElement>(null);
  const form = useActionForm(
    (data) => {
      setDone(undefined);
      return revoke({ token: textOf(data, 'token') });
    },
    ({ app }) => {
      if (area.current) area.current.value = '';
      setDone(`Revoked. This token of ${app} is refused within a second or two.`);
    },
  );
  return (
    <Section
      title="Revoke a token"
      className="max-w-measure"
      description="For a token that leaked. Its program gets a new one by itself; if the private key leaked too, revoke the key."
    >
      <form {...form.props} className="space-y-3">
        <FormMessage text={form.message} />
        <Field label="Access token" help="The whole token. It is not kept." error={form.errors.token}>
          <TextArea ref={area} name="token" mono rows={4} spellCheck={false} autoComplete="off" placeholder="eyJ…" />
        </Field>
        <div className="flex flex-wrap items-center gap-3">
          <Button type="submit" variant="danger" busy={form.busy}>
            Revoke token
          </Button>
          <span role="status" className="text-xs text-muted">
            {done}
          </span>
        </div>
      </form>
    </Section>
  );
}
