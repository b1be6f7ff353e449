'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { FormMessage } from '../auth/form-message';
import type { FormResult } from '../auth/form-result';
import { textOf, useActionForm } from '../auth/use-action-form';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Dialog } from '../ui/overlay/dialog';
import { KeyFields } from './key-fields';
import { LifetimeSelect } from './lifetime-select';

/** What a new app is made of, as the form sends it. */
export interface NewApp {
  name: string;
  scopes: string[];
  tokenLifetimeDays: number;
  keyName: string;
  publicKey: string;
}

/** The Create OAuth app button and its dialog; leads to the new app's page. */
export function CreateAppDialog({
  slug,
  create,
}: {
  slug: string;
  create: (input: NewApp) => Promise<FormResult<{ id: string }>>;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Create OAuth app
      </Button>
      {open && <AppForm slug={slug} create={create} close={() => setOpen(false)} />}
    </>
  );
}

function AppForm({
  slug,
  create,
  close,
}: {
  slug: string;
  create: (input: NewApp) => Promise<FormResult<{ id: string }>>;
  close: () => void;
}) {
  const id = useId();
  const router = useRouter();
  const form = useActionForm(
    (data) =>
      create({
        name: textOf(data, 'name'),
        scopes: ['tracking_api:write'],
        tokenLifetimeDays: Number(textOf(data, 'tokenLifetimeDays')),
        keyName: textOf(data, 'keyName'),
        publicKey: textOf(data, 'publicKey'),
      }),
    (app) => {
      router.push(`/${slug}/settings/oauth/${app.id}`);
      return true;
    },
  );
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Create an OAuth app"
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={form.busy}>
            Create OAuth app
          </Button>
        </>
      }
    >
      <form {...form.props} id={id} className="space-y-4">
        <FormMessage text={form.message} />
        <Field label="Name" help="The program that sends: “Order service”." error={form.errors.name}>
          <TextInput name="name" autoComplete="off" maxLength={80} autoFocus />
        </Field>
        <LifetimeSelect defaultValue={1} error={form.errors.tokenLifetimeDays} />
        <p>
          <span className="mb-1.5 block font-medium">Scope</span>
          <code className="font-mono text-xs">tracking_api:write</code>{' '}
          <span className="text-muted">Its tokens send events to the sources it is connected to.</span>
        </p>
        <KeyFields errors={form.errors} />
      </form>
    </Dialog>
  );
}
