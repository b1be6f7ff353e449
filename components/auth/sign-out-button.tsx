'use client';

import { useState } from 'react';
import { Button } from '../ui/form/button';
import { signOutHere } from './sign-in-here';

/** Signs out in this browser, then goes to `then`. */
export function SignOutButton({
  label = 'Sign out',
  then = '/sign-in',
  look = 'button',
}: {
  label?: string;
  then?: string;
  look?: 'button' | 'primary' | 'link';
}) {
  const [busy, setBusy] = useState(false);
  const leave = () => {
    setBusy(true);
    signOutHere(then).catch(() => setBusy(false));
  };
  if (look === 'link') {
    return (
      <button type="button" className="link" onClick={leave} disabled={busy}>
        {label}
      </button>
    );
  }
  return (
    <Button variant={look === 'primary' ? 'primary' : 'default'} onClick={leave} busy={busy}>
      {label}
    </Button>
  );
}
