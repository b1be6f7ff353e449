'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { BreakerView } from '@/control-plane/deliveries/breaker-view';
import { RelativeTime } from '../ui/data/relative-time';
import { Button } from '../ui/form/button';
import { notify } from '../ui/overlay/notify';
import { Callout } from '../ui/page/callout';
import type { DeliveryActions } from './queue/delivery-actions';

function Why({ breaker }: { breaker: BreakerView }) {
  const { state, since, nextAt, tries, failures, failedProbes, reasonTitle } = breaker;
  if (state === 'paused') {
    return (
      <>
        It answered 429 Too Many Requests. Sending goes on <RelativeTime due at={nextAt} />, slower than before.
      </>
    );
  }
  return (
    <>
      {failures} of {tries} tries in five minutes failed. Held back since <RelativeTime at={since} />, last with{' '}
      {reasonTitle ?? 'a failure'}. Events wait; none is lost.{' '}
      {state === 'probing' ? (
        'Single events are being tried now.'
      ) : (
        <>
          A single event is tried <RelativeTime due at={nextAt} />
          {failedProbes > 0 && ` (${failedProbes} ${failedProbes === 1 ? 'such try' : 'such tries'} failed)`}.
        </>
      )}
    </>
  );
}

/** Why the destination is not simply delivered to, since when, until when, and the button that ends it. */
export function BreakerNotice({ breaker, actions }: { breaker: BreakerView; actions: DeliveryActions | null }) {
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const paused = breaker.state === 'paused';
  const reset = async () => {
    if (!actions) return;
    setBusy(true);
    const answer = await actions.resetBreaker();
    setBusy(false);
    if (!answer.ok) void notify('error', answer.error.message);
    await client.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[0]).startsWith('delivery') });
  };
  return (
    <Callout
      tone={paused ? 'warning' : 'danger'}
      title={paused ? 'This destination asked for patience.' : 'This destination fails too often and is held back.'}
      action={
        actions && (
          <Button size="sm" busy={busy} onClick={() => void reset()}>
            {paused ? 'Send now' : 'Reset and send now'}
          </Button>
        )
      }
    >
      <Why breaker={breaker} />
    </Callout>
  );
}
