'use client';

import Ellipsis from 'lucide-react/icons/ellipsis';
import { useState } from 'react';
import type { Role } from '@/control-plane/context';
import { ROLE_WORDS } from '@/control-plane/members/role-words.schema';
import { Button } from '../ui/form/button';
import { RadioRows } from '../ui/form/radio-rows';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Dialog } from '../ui/overlay/dialog';
import { Menu } from '../ui/overlay/menu';
import type { MemberRow, MemberTableActions } from './member-rows';
import { useAction } from './use-action';

/** The menu of a member's row: change the role, remove. */
export function MemberActions({
  member,
  isMe,
  workspaceName,
  actions,
}: {
  member: MemberRow;
  isMe: boolean;
  workspaceName: string;
  actions: MemberTableActions;
}) {
  const [open, setOpen] = useState<'role' | 'remove' | null>(null);
  const { busy, error, run, clear } = useAction();
  const show = (which: 'role' | 'remove') => {
    clear();
    setOpen(which);
  };
  const close = () => setOpen(null);
  return (
    <>
      <Menu
        trigger={
          <Button variant="quiet" size="sm" aria-label={`Actions for ${member.name}`}>
            <Ellipsis aria-hidden />
          </Button>
        }
        items={[
          { label: 'Change role', onSelect: () => show('role') },
          { label: isMe ? 'Leave workspace' : 'Remove from workspace', onSelect: () => show('remove'), danger: true },
        ]}
      />
      {open === 'role' && (
        <RoleDialog
          member={member}
          busy={busy}
          error={error}
          close={close}
          save={(role) => void run(() => actions.changeRole({ userId: member.userId, role }), close)}
        />
      )}
      <ConfirmDialog
        open={open === 'remove'}
        onOpenChange={close}
        title={isMe ? `Leave ${workspaceName}?` : `Remove ${member.name}?`}
        confirmLabel={isMe ? 'Leave workspace' : 'Remove from workspace'}
        danger
        busy={busy}
        error={error}
        onConfirm={() =>
          void run(
            () => actions.remove({ userId: member.userId }),
            () => {
              if (isMe) window.location.assign('/');
              else close();
              return isMe;
            },
          )
        }
      >
        {isMe ? 'You lose' : `${member.email} loses`} access at once, and invitations {isMe ? 'you have' : 'they have'}{' '}
        sent end. Sources, destinations and API tokens {isMe ? 'you' : 'they'} made stay.
      </ConfirmDialog>
    </>
  );
}

function RoleDialog({
  member,
  busy,
  error,
  close,
  save,
}: {
  member: MemberRow;
  busy: boolean;
  error: string | undefined;
  close: () => void;
  save: (role: Role) => void;
}) {
  const [role, setRole] = useState(member.role);
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Role of ${member.name}`}
      description="It takes effect at once."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button variant="primary" busy={busy} onClick={() => save(role)}>
            Change role
          </Button>
        </>
      }
    >
      <RadioRows label="Role" name="role" value={role} onValueChange={setRole} options={ROLE_WORDS} />
      {error && (
        <p role="alert" className="mt-3 text-failed-text">
          {error}
        </p>
      )}
    </Dialog>
  );
}
