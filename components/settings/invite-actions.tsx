'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';
import type { InviteWithLink } from '@/control-plane/invites/invite-view';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Dialog } from '../ui/overlay/dialog';
import { Menu } from '../ui/overlay/menu';
import { InviteLink } from './invite-link';
import type { InviteRow, MemberTableActions } from './member-rows';
import { useAction } from './use-action';

/** The menu of an invitation's row: send again, make a link to copy, revoke. */
export function InviteActions({ invite, actions }: { invite: InviteRow; actions: MemberTableActions }) {
  const [open, setOpen] = useState<'resend' | 'link' | 'revoke' | null>(null);
  const [renewed, setRenewed] = useState<InviteWithLink | null>(null);
  const { busy, error, run, clear } = useAction();
  const show = (which: 'resend' | 'link' | 'revoke') => {
    clear();
    setOpen(which);
  };
  const close = () => setOpen(null);
  const renew = (send: boolean) =>
    void run(
      () => actions.renew({ inviteId: invite.id, send }),
      (value) => {
        setRenewed(value);
        close();
      },
    );
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" size="sm" aria-label={`Actions for the invitation of ${invite.email}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
        items={[
          { label: 'Send again', onSelect: () => show('resend') },
          { label: 'New link to copy', onSelect: () => show('link') },
          { kind: 'separator' },
          { label: 'Revoke invitation', onSelect: () => show('revoke'), danger: true },
        ]}
      />
      <ConfirmDialog
        open={open === 'resend' || open === 'link'}
        onOpenChange={close}
        title={open === 'link' ? `New link for ${invite.email}` : `Send the invitation to ${invite.email} again`}
        confirmLabel={open === 'link' ? 'Make a new link' : 'Send again'}
        busy={busy}
        error={error}
        onConfirm={() => renew(open === 'resend')}
      >
        The new link works for 7 days. The former one stops working.
      </ConfirmDialog>
      <ConfirmDialog
        open={open === 'revoke'}
        onOpenChange={close}
        title={`Revoke the invitation of ${invite.email}?`}
        confirmLabel="Revoke invitation"
        danger
        busy={busy}
        error={error}
        onConfirm={() => void run(() => actions.revoke({ inviteId: invite.id }), close)}
      >
        Its link stops working at once. You can invite the address again.
      </ConfirmDialog>
      {renewed && (
        <Dialog
          open
          onOpenChange={() => setRenewed(null)}
          title={renewed.mail === null ? 'The new link' : 'The invitation is renewed'}
          footer={<Button onClick={() => setRenewed(null)}>Done</Button>}
        >
          <InviteLink invite={renewed} />
        </Dialog>
      )}
    </>
  );
}
