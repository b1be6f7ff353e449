'use client';

import { lazy, Suspense, useEffect, useState } from 'react';

const Toasts = lazy(async () => ({ default: (await import('./toasts')).Toasts }));

/** Where toasts appear (see `notify`). Only for what happened elsewhere, with Undo where undo exists. */
export function Toaster() {
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setReady(true), 1500); // after the first paint; nobody has acted by then
    return () => clearTimeout(timer);
  }, []);
  return <Suspense fallback={null}>{ready && <Toasts />}</Suspense>;
}
