'use client';

import { useRouter } from 'next/navigation';
import { FormMessage } from '../auth/form-message';
import { textOf, useActionForm } from '../auth/use-action-form';
import { Button } from '../ui/form/button';
import { CopyField } from '../ui/form/copy-field';
import { Field } from '../ui/form/field';
import { TextArea } from '../ui/form/text-area';
import { TextInput } from '../ui/form/text-input';
import type { AccountActions } from './account-actions';

/** What the form begins with. */
export interface ClientStart {
  clientId: string;
  /** How the stored secret ends; null: none is stored. */
  secretHint: string | null;
  authorizeUrl: string;
  tokenUrl: string;
  scopes: string;
}

/** The client (OAuth app) that the workspace has registered with a vendor. */
export function ClientForm({
  typeName,
  redirectUri,
  start,
  save,
  onClose,
}: {
  typeName: string;
  redirectUri: string;
  start: ClientStart;
  save: AccountActions['saveClient'];
  /** Leaves the form, saved or not; null: there is nothing to go back to. */
  onClose: (() => void) | null;
}) {
  const router = useRouter();
  const known = start.authorizeUrl !== '' && start.tokenUrl !== '';
  const { props, busy, errors, message } = useActionForm(
    (data) =>
      save({
        clientId: textOf(data, 'clientId'),
        clientSecret: textOf(data, 'clientSecret') || undefined,
        authorizeUrl: textOf(data, 'authorizeUrl'),
        tokenUrl: textOf(data, 'tokenUrl'),
        scopes: textOf(data, 'scopes').replace(/\s+/g, ' '),
      }),
    () => {
      onClose?.();
      router.refresh();
    },
  );
  return (
    <form {...props} className="space-y-5">
      <FormMessage text={message} />
      <div>
        <p className="mb-1.5 font-medium">Redirect URI</p>
        <CopyField value={redirectUri} label="redirect URI" />
        <p className="mt-1.5 text-xs text-muted">
          Create an OAuth app (client) in the developer settings of {typeName} and register this address there, letter
          by letter. {typeName} then shows the client ID and secret.
        </p>
      </div>
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Client ID" error={errors.clientId}>
          <TextInput name="clientId" mono defaultValue={start.clientId} autoComplete="off" spellCheck={false} />
        </Field>
        <Field
          label="Client secret"
          error={errors.clientSecret}
          help={
            start.secretHint === null ? (
              'Kept encrypted and never shown again.'
            ) : (
              <>
                Left empty, the stored one stays. It ends in{' '}
                <code className="font-mono text-default">{start.secretHint}</code>.
              </>
            )
          }
        >
          <TextInput type="password" name="clientSecret" mono autoComplete="new-password" spellCheck={false} />
        </Field>
      </div>
      <Field
        label="Authorization URL"
        error={errors.authorizeUrl}
        help={
          known
            ? `As the documentation of ${typeName} gives it. Change it for another data centre or a sandbox.`
            : `The documentation of ${typeName} tells it.`
        }
      >
        <TextInput name="authorizeUrl" type="url" mono defaultValue={start.authorizeUrl} spellCheck={false} />
      </Field>
      <Field label="Token URL" error={errors.tokenUrl}>
        <TextInput name="tokenUrl" type="url" mono defaultValue={start.tokenUrl} spellCheck={false} />
      </Field>
      <Field label="Scopes" optional error={errors.scopes} help="What the destination may do, separated by spaces.">
        <TextArea
          name="scopes"
          mono
          rows={start.scopes.length > 80 ? 4 : 1}
          defaultValue={start.scopes}
          spellCheck={false}
        />
      </Field>
      <div className="flex flex-wrap items-center gap-2">
        <Button type="submit" variant="primary" busy={busy}>
          Save client
        </Button>
        {onClose && (
          <Button variant="quiet" onClick={onClose}>
            Cancel
          </Button>
        )}
      </div>
    </form>
  );
}
