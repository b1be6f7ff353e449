'use client';

import { useState, useTransition } from 'react';
import { notify } from '../ui/overlay/notify';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Toggle } from '../ui/form/toggle';
import type { Outcome } from './outcome';

/** Enables or disables a source at once; disabling, which turns events away, is asked first. */
export function EnabledToggle({
  name,
  sourceId,
  enabled,
  canEdit,
  update,
}: {
  name: string;
  sourceId: string;
  enabled: boolean;
  canEdit: boolean;
  update: (input: { sourceId: string; enabled: boolean }) => Promise<Outcome>;
}) {
  const [asking, setAsking] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const set = (next: boolean) =>
    startTransition(async () => {
      const result = await update({ sourceId, enabled: next });
      if (result.ok) setAsking(false);
      else if (next) void notify('error', result.error.message);
      else setError(result.error.message);
    });
  return (
    <>
      <Toggle
        checked={enabled}
        onCheckedChange={(next) => (next ? set(true) : setAsking(true))}
        label={`${name} ${enabled ? 'enabled' : 'disabled'}`}
        disabled={!canEdit}
        disabledReason="Your role does not allow enabling or disabling sources."
        busy={pending}
      />
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Disable ${name}?`}
        confirmLabel="Disable source"
        onConfirm={() => set(false)}
        busy={pending}
        error={error}
      >
        Events that arrive while it is disabled are not accepted: they show in the debugger as{' '}
        <code className="font-mono text-xs">source_disabled</code> and go nowhere. Events already accepted are still
        delivered. You can enable it again at any time.
      </ConfirmDialog>
    </>
  );
}
