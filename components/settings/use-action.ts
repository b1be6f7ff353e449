'use client';

import { useState } from 'react';
import type { FormResult } from '../auth/form-result';

/** Runs an action of a button: busy while it runs, `error` in words when it was refused. */
export function useAction() {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();
  const run = async <T>(act: () => Promise<FormResult<T>>, onDone: (value: T) => boolean | void): Promise<void> => {
    setBusy(true);
    setError(undefined);
    let leaving = false;
    try {
      const result = await act();
      if (result.ok) leaving = onDone(result.value) === true;
      else setError(result.error.message);
    } catch {
      setError('The server did not answer. Check your connection and try again.');
    }
    if (!leaving) setBusy(false);
  };
  return { busy, error, run, clear: () => setError(undefined) };
}
