'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { ErrorState } from '../ui/page/error-state';

/** A page that could not be shown: Retry fetches it anew. The digest is in the server's log beside the error. */
export function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  const router = useRouter();
  const [, startTransition] = useTransition();
  return (
    <ErrorState
      page
      title="This page could not be loaded"
      detail="Something failed on our side. Events are still received and delivered, and nothing you saved is lost."
      requestId={error.digest}
      onRetry={() =>
        startTransition(() => {
          router.refresh();
          reset();
        })
      }
    />
  );
}
