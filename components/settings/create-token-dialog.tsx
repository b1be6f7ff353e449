'use client';

import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import type { Role } from '@/control-plane/context';
import { ROLE_WORDS } from '@/control-plane/members/role-words.schema';
import { FormMessage } from '../auth/form-message';
import type { FormResult } from '../auth/form-result';
import { textOf, useActionForm } from '../auth/use-action-form';
import { Button } from '../ui/form/button';
import { CopyField } from '../ui/form/copy-field';
import { Field } from '../ui/form/field';
import { RadioRows } from '../ui/form/radio-rows';
import { TextInput } from '../ui/form/text-input';
import { Dialog } from '../ui/overlay/dialog';
import { Callout } from '../ui/page/callout';

type Create = (input: { name: string; role: Role }) => Promise<FormResult<{ token: string }>>;

/** The Create token button and its dialog: name and role; then the secret, shown this once. */
export function CreateTokenDialog({ create }: { create: Create }) {
  const [open, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const router = useRouter();
  const close = () => {
    setOpen(false);
    setSecret(null);
    if (secret !== null) router.refresh();
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Create token
      </Button>
      {open && secret === null && <TokenForm create={create} close={close} onMade={setSecret} />}
      {open && secret !== null && (
        <Dialog
          open
          onOpenChange={close}
          title="The token is made"
          footer={
            <Button variant="primary" onClick={close}>
              I have copied it
            </Button>
          }
        >
          <div className="space-y-4">
            <CopyField value={secret} label="token" />
            <Callout tone="warning" title="Copy it now">
              It is shown only this once. We keep a hash of it and cannot show it again.
            </Callout>
          </div>
        </Dialog>
      )}
    </>
  );
}

function TokenForm({ create, close, onMade }: { create: Create; close: () => void; onMade: (secret: string) => void }) {
  const id = useId();
  const [role, setRole] = useState<Role>('VIEWER');
  const form = useActionForm(
    (data) => create({ name: textOf(data, 'name'), role }),
    (value) => onMade(value.token),
  );
  return (
    <Dialog
      open
      onOpenChange={close}
      title="Create an API token"
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={form.busy}>
            Create token
          </Button>
        </>
      }
    >
      <form {...form.props} id={id} className="space-y-4">
        <FormMessage text={form.message} />
        <Field label="Name" help="What it is for: “Terraform”, “nightly export”." error={form.errors.name}>
          <TextInput name="name" autoComplete="off" maxLength={80} autoFocus />
        </Field>
        <RadioRows label="Role" name="role" value={role} onValueChange={setRole} options={ROLE_WORDS} />
      </form>
    </Dialog>
  );
}
