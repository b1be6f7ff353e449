'use client';

import { useRouter } from 'next/navigation';
import { useState, useTransition } from 'react';
import type { ActionAnswer } from '../destination-page/action-answer';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';

/** Deletes a destination after its name has been typed, and goes back to the list. */
export function DeleteDestination({
  name,
  mappings,
  filters,
  listHref,
  remove,
}: {
  name: string;
  mappings: number;
  filters: number;
  listHref: string;
  remove: () => Promise<ActionAnswer<unknown>>;
}) {
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [error, setError] = useState<string>();
  const [pending, start] = useTransition();
  const parts = `${mappings} ${mappings === 1 ? 'mapping' : 'mappings'} and ${filters} ${filters === 1 ? 'filter' : 'filters'}`;
  const confirm = () =>
    start(async () => {
      const answer = await remove();
      if (answer.ok) router.push(listHref);
      else setError(answer.error.message);
    });
  return (
    <div className="flex flex-wrap items-center justify-between gap-4">
      <div className="min-w-0 flex-1 basis-64">
        <h2 className="font-medium">Delete this destination</h2>
        <p className="text-xs text-muted">
          Its {parts} go with it; events still waiting for it are not sent. What was delivered stays in the record.
        </p>
      </div>
      <Button variant="danger" onClick={() => setOpen(true)}>
        Delete…
      </Button>
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${name}?`}
        confirmLabel="Delete destination"
        typedName={name}
        danger
        busy={pending}
        error={error}
        onConfirm={confirm}
      >
        <p>
          Its {parts} are deleted, and events still waiting to be sent to it are given up. The source and what was
          delivered so far stay. This cannot be undone.
        </p>
      </ConfirmDialog>
    </div>
  );
}
