'use client';

import { ErrorPage } from '@/components/layout/error-page';

/** A page of the workspace failed; the shell around it stays. */
export default function WorkspaceError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return <ErrorPage error={error} reset={reset} />;
}
