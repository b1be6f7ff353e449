'use client';

import { useEffect, useRef } from 'react';
import type { ConnectResult } from '@/control-plane/destination-oauth/connect-result';
import { Callout } from '../ui/page/callout';

/** How connecting the account ended. It gets the focus, and leaves the address: a reload does not tell it again. */
export function ConnectResultNote({
  result,
  typeName,
  enabled,
}: {
  result: ConnectResult;
  typeName: string;
  enabled: boolean;
}) {
  const note = useRef<HTMLDivElement>(null);
  useEffect(() => {
    note.current?.focus();
    window.history.replaceState(null, '', window.location.pathname);
  }, []);
  return (
    <div ref={note} tabIndex={-1} role={result.problem === null ? 'status' : 'alert'} className="rounded-md">
      {result.problem === null ? (
        <Callout tone="success" title={`The ${typeName} account is connected.`}>
          {enabled
            ? 'Events that were waiting for it are sent at their next try.'
            : 'Enable the destination at the top of the page to send events.'}
        </Callout>
      ) : (
        <Callout tone="danger" title="The account was not connected.">
          {result.problem}
        </Callout>
      )}
    </div>
  );
}
