'use client';

import { useState } from 'react';
import type { FormResult } from '../auth/form-result';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { useAction } from './use-action';

/** Ends one's own membership, after asking. */
export function LeaveWorkspace({
  workspaceName,
  leave,
}: {
  workspaceName: string;
  leave: () => Promise<FormResult<null>>;
}) {
  const [open, setOpen] = useState(false);
  const { busy, error, run, clear } = useAction();
  return (
    <>
      <Button
        variant="danger"
        onClick={() => {
          clear();
          setOpen(true);
        }}
      >
        Leave workspace
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Leave ${workspaceName}?`}
        confirmLabel="Leave workspace"
        danger
        busy={busy}
        error={error}
        onConfirm={() =>
          void run(leave, () => {
            window.location.assign('/');
            return true;
          })
        }
      >
        You lose access at once, and invitations you have sent end. Sources, destinations and tokens you made stay.
      </ConfirmDialog>
    </>
  );
}
