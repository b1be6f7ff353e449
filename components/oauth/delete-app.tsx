'use client';

import { useState } from 'react';
import type { FormResult } from '../auth/form-result';
import { useAction } from '../settings/use-action';
import { Button } from '../ui/form/button';
import { ConfirmDialog } from '../ui/overlay/confirm-dialog';
import { Section } from '../ui/page/section';

/** Deletes an app, once no source is connected. */
export function DeleteApp({
  name,
  sourceCount,
  remove,
}: {
  name: string;
  sourceCount: number;
  remove: (input: { name: string }) => Promise<FormResult<null>>;
}) {
  const [open, setOpen] = useState(false);
  const { busy, error, run, clear } = useAction();
  return (
    <Section
      title="Delete app"
      className="max-w-measure"
      description={
        sourceCount === 0
          ? 'Its keys go with it. It gets no more tokens, and those that are out are refused.'
          : 'It can be deleted when no source is connected to it.'
      }
    >
      {sourceCount === 0 && (
        <Button
          variant="danger"
          onClick={() => {
            clear();
            setOpen(true);
          }}
        >
          Delete app
        </Button>
      )}
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${name}?`}
        typedName={name}
        confirmLabel="Delete app"
        danger
        busy={busy}
        error={error}
        onConfirm={() =>
          void run(
            () => remove({ name }),
            () => true,
          )
        }
      >
        Programs that sign with its keys get no tokens any more. This cannot be undone.
      </ConfirmDialog>
    </Section>
  );
}
