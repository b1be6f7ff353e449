'use client';

import { useEffect, useState } from 'react';
import { Button } from '../ui/form/button';
import type { AccountActions } from './account-actions';

/** Goes to the vendor's page, where the person lets us use their account. */
export function ConnectButton({
  label,
  primary,
  connect,
}: {
  label: string;
  primary: boolean;
  connect: AccountActions['connect'];
}) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => {
    // Back from the vendor by the browser's button: the page may be shown as it was left.
    const ready = () => setBusy(false);
    window.addEventListener('pageshow', ready);
    return () => window.removeEventListener('pageshow', ready);
  }, []);
  const go = async () => {
    setBusy(true);
    setProblem(null);
    try {
      const answer = await connect();
      if (answer.ok) return window.location.assign(answer.value.url);
      setProblem(answer.error.message);
    } catch {
      setProblem('The server did not answer. Check your connection and try again.');
    }
    setBusy(false);
  };
  return (
    <>
      <Button variant={primary ? 'primary' : 'default'} busy={busy} onClick={() => void go()}>
        {label}
      </Button>
      {problem && (
        <p role="alert" className="basis-full text-xs text-failed-text">
          {problem}
        </p>
      )}
    </>
  );
}
