'use client';

import { useId, useState, type FormEvent } from 'react';
import type { Role } from '@/control-plane/context';
import type { InviteWithLink } from '@/control-plane/invites/invite-view';
import { ROLE_WORDS } from '@/control-plane/members/role-words.schema';
import type { FormResult } from '../auth/form-result';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { RadioRows } from '../ui/form/radio-rows';
import { Dialog } from '../ui/overlay/dialog';
import { addressesIn, EmailChips, looksLikeEmail } from './email-chips';
import { InviteLink } from './invite-link';
import { useAction } from './use-action';

type Invite = (input: { emails: string[]; role: Role }) => Promise<FormResult<InviteWithLink[]>>;

/** The Invite button and its dialog: addresses and a role; then each one's link, shown this once. */
export function InviteDialog({
  workspaceName,
  mailServer,
  invite,
}: {
  workspaceName: string;
  mailServer: boolean;
  invite: Invite;
}) {
  const [open, setOpen] = useState(false);
  const [made, setMade] = useState<InviteWithLink[] | null>(null);
  const close = () => {
    setOpen(false);
    setMade(null);
  };
  return (
    <>
      <Button variant="primary" onClick={() => setOpen(true)}>
        Invite
      </Button>
      {open && made === null && (
        <InviteForm
          workspaceName={workspaceName}
          mailServer={mailServer}
          invite={invite}
          close={close}
          onMade={setMade}
        />
      )}
      {open && made !== null && (
        <Dialog
          open
          onOpenChange={close}
          title={made.length === 1 ? 'The invitation is made' : `${made.length} invitations are made`}
          description="Each link works once, for 7 days, for its address. Links are shown only now."
          footer={
            <Button variant="primary" onClick={close}>
              Done
            </Button>
          }
        >
          <div className="space-y-4">
            {made.map((each) => (
              <InviteLink key={each.id} invite={each} />
            ))}
          </div>
        </Dialog>
      )}
    </>
  );
}

function InviteForm({
  workspaceName,
  mailServer,
  invite,
  close,
  onMade,
}: {
  workspaceName: string;
  mailServer: boolean;
  invite: Invite;
  close: () => void;
  onMade: (made: InviteWithLink[]) => void;
}) {
  const form = useId();
  const [emails, setEmails] = useState<string[]>([]);
  const [draft, setDraft] = useState('');
  const [role, setRole] = useState<Role>('SOURCE_ADMIN');
  const [empty, setEmpty] = useState(false);
  const { busy, error, run, clear } = useAction();
  const all = [...new Set([...emails, ...addressesIn(draft)])];
  const wrong = emails.find((email) => !looksLikeEmail(email));
  const problem = wrong ? `“${wrong}” is not an email address.` : empty ? 'Enter at least one email address.' : error;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmails(all);
    setDraft('');
    setEmpty(all.length === 0);
    if (all.length > 0 && all.every(looksLikeEmail)) void run(() => invite({ emails: all, role }), onMade);
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Invite to ${workspaceName}`}
      footer={
        <>
          <span className="mr-auto min-w-40 flex-1 text-xs text-muted max-md:basis-full">
            Links work once, for 7 days, for that address.
          </span>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={form} variant="primary" busy={busy}>
            {all.length > 1 ? `Invite ${all.length} people` : 'Invite'}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} noValidate className="space-y-4">
        <Field
          label="Email addresses"
          error={problem}
          help={mailServer ? undefined : 'This installation has no mail server: you get each link to pass on yourself.'}
        >
          <EmailChips
            emails={emails}
            onChange={(next) => {
              setEmails(next);
              setEmpty(false);
              clear();
            }}
            draft={draft}
            onDraft={setDraft}
          />
        </Field>
        <RadioRows label="Role" name="role" value={role} onValueChange={setRole} options={ROLE_WORDS} />
      </form>
    </Dialog>
  );
}
