'use client';

import { ErrorPage } from '@/components/layout/error-page';

/** A page outside of a workspace failed, or the shell itself. */
export default function RootError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <main className="flex min-h-dvh items-center justify-center bg-sunken">
      <ErrorPage error={error} reset={reset} />
    </main>
  );
}
