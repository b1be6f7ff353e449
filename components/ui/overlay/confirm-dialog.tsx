'use client';

import { useId, useState, type FormEvent, type ReactNode } from 'react';
import { Button } from '../form/button';
import { TextInput } from '../form/text-input';
import { Dialog } from './dialog';

/**
 * Asks before something is done that matters. `children` say what goes with it and what survives. With `typedName` the
 * name must be typed first (what cannot be undone). `error` is shown above the buttons when the act was refused.
 */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  children,
  confirmLabel,
  onConfirm,
  typedName,
  danger = false,
  busy = false,
  error,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  children?: ReactNode;
  /** What happens: "Delete source", "Revoke key". */
  confirmLabel: string;
  onConfirm: () => void;
  typedName?: string;
  danger?: boolean;
  busy?: boolean;
  error?: string | undefined;
}) {
  const form = useId();
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button
            type="submit"
            form={form}
            variant="primary"
            busy={busy}
            className={danger ? 'border-failed-mark! bg-(--failed-fill)! text-on-accent!' : undefined}
          >
            {confirmLabel}
          </Button>
        </>
      }
    >
      <ConfirmForm id={form} typedName={typedName} onConfirm={onConfirm} error={error}>
        {children}
      </ConfirmForm>
    </Dialog>
  );
}

function ConfirmForm({
  id,
  typedName,
  onConfirm,
  error,
  children,
}: {
  id: string;
  typedName: string | undefined;
  onConfirm: () => void;
  error: string | undefined;
  children?: ReactNode;
}) {
  const [typed, setTyped] = useState('');
  const [mismatch, setMismatch] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typedName !== undefined && typed.trim() !== typedName.trim()) setMismatch(true);
    else onConfirm();
  };
  return (
    <form id={id} onSubmit={submit} className="space-y-4">
      {children && <div className="text-muted">{children}</div>}
      {typedName !== undefined && (
        <div>
          <label htmlFor={`${id}-name`} className="mb-1.5 block">
            Type <strong className="font-semibold break-words">{typedName}</strong> to confirm
          </label>
          <TextInput
            id={`${id}-name`}
            value={typed}
            invalid={mismatch}
            autoComplete="off"
            aria-describedby={mismatch ? `${id}-mismatch` : undefined}
            onChange={(event) => {
              setTyped(event.target.value);
              setMismatch(false);
            }}
          />
          {mismatch && (
            <p id={`${id}-mismatch`} role="alert" className="mt-1.5 text-xs text-failed-text">
              That is not the name. Type it exactly as shown.
            </p>
          )}
        </div>
      )}
      {error && (
        <p role="alert" className="text-failed-text">
          {error}
        </p>
      )}
    </form>
  );
}
