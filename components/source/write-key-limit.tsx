'use client';

import { useId, useState, useTransition, type FormEvent } from 'react';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { TextInput } from '../ui/form/text-input';
import { Dialog } from '../ui/overlay/dialog';
import type { Outcome } from './outcome';

/** A write key, as far as its limit is concerned. */
interface LimitedKey {
  id: string;
  masked: string;
  eventsPerSecond: number | null;
}

/** How many events a second may be sent with a write key, and a dialog to change it. */
export function WriteKeyLimit({
  writeKey,
  canEdit,
  save,
}: {
  writeKey: LimitedKey;
  canEdit: boolean;
  save: (writeKeyId: string, eventsPerSecond: number | null) => Promise<Outcome>;
}) {
  const [open, setOpen] = useState(false);
  const { eventsPerSecond: limit } = writeKey;
  return (
    <span className="flex items-center gap-2 text-xs text-muted">
      {limit === null ? 'No rate limit' : `At most ${limit.toLocaleString('en-US')} events/s`}
      {canEdit && (
        <Button
          size="sm"
          variant="quiet"
          aria-label={`Change the limit of ${writeKey.masked}`}
          onClick={() => setOpen(true)}
        >
          Change
        </Button>
      )}
      {open && <LimitDialog writeKey={writeKey} save={save} close={() => setOpen(false)} />}
    </span>
  );
}

function LimitDialog({
  writeKey,
  save,
  close,
}: {
  writeKey: LimitedKey;
  save: (writeKeyId: string, eventsPerSecond: number | null) => Promise<Outcome>;
  close: () => void;
}) {
  const id = useId();
  const [text, setText] = useState(writeKey.eventsPerSecond?.toString() ?? '');
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = text.trim() === '' ? null : Number(text.replaceAll(/[\s,_]/g, ''));
    startTransition(async () => {
      const result = await save(writeKey.id, wanted);
      if (result.ok) close();
      else setError(result.error.fields.eventsPerSecond ?? result.error.message);
    });
  };
  return (
    <Dialog
      open
      onOpenChange={close}
      title={`Rate limit of ${writeKey.masked}`}
      description="Events over it are answered 429 with the seconds to wait, count as failed on ingest, and show in the debugger as too_many_requests. SDKs send them again, as after 408 and 5xx."
      footer={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button type="submit" form={id} variant="primary" busy={pending}>
            Save limit
          </Button>
        </>
      }
    >
      <form id={id} onSubmit={submit} noValidate>
        <Field
          label="Events per second"
          optional
          help="Leave it empty for no limit. Each server process counts for itself."
          error={error}
        >
          <TextInput
            value={text}
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            onChange={(event) => {
              setText(event.target.value);
              setError(undefined);
            }}
          />
        </Field>
      </form>
    </Dialog>
  );
}
