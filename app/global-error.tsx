'use client';

import { ErrorState } from '@/components/ui/page/error-state';
import './globals.css';

/** The document itself failed: this one replaces it, so it brings its own html and body. */
export default function GlobalError({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <title>Something failed · Switchyard</title>
        <main className="flex min-h-dvh items-center justify-center bg-sunken">
          <ErrorState
            page
            title="The dashboard could not be loaded"
            detail="Something failed on our side. Events are still received and delivered, and nothing you saved is lost."
            requestId={error.digest}
            onRetry={() => window.location.reload()}
          />
        </main>
      </body>
    </html>
  );
}
