'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../ui/form/button';
import { ConfirmDialog } from '../../ui/overlay/confirm-dialog';
import { notify } from '../../ui/overlay/notify';
import { events, resentInWords, retriedInWords, type Chosen, type DeliveryActions } from './delivery-actions';

/** "Retry now" for what waits, "Send again" for what failed for good; asks first when many would be sent again. */
export function AgainButton({
  kind,
  chosen,
  count,
  label,
  ariaLabel,
  actions,
}: {
  kind: 'waiting' | 'failed';
  chosen: Chosen;
  /** About how many it means. */
  count: number;
  label: string;
  /** When the label alone does not say which. */
  ariaLabel?: string;
  actions: DeliveryActions;
}) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState<string>();
  const act = async () => {
    setBusy(true);
    const answer =
      kind === 'waiting'
        ? await actions
            .retryNow(chosen)
            .then((one) => (one.ok ? { ok: true as const, words: retriedInWords(one.value) } : one))
        : await actions
            .sendAgain(chosen)
            .then((one) => (one.ok ? { ok: true as const, words: resentInWords(one.value) } : one));
    setBusy(false);
    if (answer.ok) {
      const { title, description } = answer.words;
      void notify('success', title, description === undefined ? {} : { description });
      setAsking(false);
    } else if (asking) setRefused(answer.error.message);
    else void notify('error', answer.error.message);
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('delivery') });
  };
  const asks = kind === 'failed' && count > 1;
  return (
    <>
      <Button
        size="sm"
        busy={busy && !asking}
        aria-label={ariaLabel}
        onClick={() => {
          setRefused(undefined);
          if (asks) setAsking(true);
          else void act();
        }}
      >
        {label}
      </Button>
      {asks && (
        <ConfirmDialog
          open={asking}
          onOpenChange={setAsking}
          title={`Send ${events(count)} again?`}
          confirmLabel="Send again"
          busy={busy}
          error={refused}
          onConfirm={() => void act()}
        >
          <p>
            Each is decided anew by the filters and mappings of now, oldest first. What a mapping delivered already is
            not repeated. They no longer count as failed, but as whatever becomes of them.
          </p>
        </ConfirmDialog>
      )}
    </>
  );
}
