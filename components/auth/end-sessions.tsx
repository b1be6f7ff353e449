'use client';

import { useState } from 'react';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import type { FormResult } from './form-result';

/** Signs out everywhere, after asking. */
export function EndSessions({ end }: { end: () => Promise<FormResult<null>> }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async () => {
    setBusy(true);
    const result = await end().catch(() => null);
    if (result?.ok) {
      window.location.assign('/sign-in');
      return;
    }
    setError(result?.error.message ?? 'The server did not answer. Check your connection and try again.');
    setBusy(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>Sign out everywhere</Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        busy={busy}
        error={error}
        onConfirm={() => void run()}
      >
        Every browser in which you are signed in asks for your password again, this one too. API tokens keep working.
      </ConfirmDialog>
    </>
  );
}
