'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { useAction } from '../settings/use-action';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import type { AccountActions } from './account-actions';

/** Forgets the account, after asking: the destination is disabled with it. */
export function DisconnectButton({
  name,
  typeName,
  enabled,
  disconnect,
}: {
  /** Of the destination. */
  name: string;
  typeName: string;
  enabled: boolean;
  disconnect: AccountActions['disconnect'];
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const { busy, error, run, clear } = useAction();
  const close = () => {
    setOpen(false);
    clear();
  };
  return (
    <>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Disconnect…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={(wanted) => (wanted ? setOpen(true) : close())}
        title={`Disconnect the account of ${name}?`}
        confirmLabel="Disconnect account"
        danger
        busy={busy}
        error={error}
        onConfirm={() =>
          void run(disconnect, () => {
            close();
            router.refresh();
          })
        }
      >
        <p>
          {enabled ? 'The destination is disabled with it: events from now on are not sent, those waiting fail. ' : ''}
          The tokens are deleted here. To end the access at {typeName} too, remove the app in your account there.
          Settings, mappings and filters stay.
        </p>
      </ConfirmDialog>
    </>
  );
}
