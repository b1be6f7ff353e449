import type { ReactNode } from 'react';
import { StateGlyph } from '../data/state-glyph';
import { Button } from '../form/button';
import { CopyButton } from '../form/copy-button';

/** Something failed: what, what is safe (`detail`), Retry, another way out (`action`), and the request id to copy. */
export function ErrorState({
  title,
  detail,
  requestId,
  onRetry,
  action,
  page = false,
}: {
  title: ReactNode;
  detail?: ReactNode;
  requestId?: string | undefined;
  onRetry?: () => void;
  action?: ReactNode;
  /** It is the whole page: its title is the page's heading. */
  page?: boolean;
}) {
  const Heading = page ? 'h1' : 'h2';
  return (
    <div role="alert" className="max-w-measure px-gutter py-10">
      <Heading className="flex items-baseline gap-2 text-md">
        <StateGlyph state="failed" className="translate-y-px" />
        <span className="min-w-0">{title}</span>
      </Heading>
      {detail && <p className="mt-1 text-muted">{detail}</p>}
      {(onRetry || action) && (
        <div className="mt-4 flex flex-wrap gap-2">
          {onRetry && (
            <Button variant="primary" onClick={onRetry}>
              Retry
            </Button>
          )}
          {action}
        </div>
      )}
      {requestId && (
        <p className="mt-4 flex flex-wrap items-center gap-x-1 text-xs text-muted">
          Request <code className="font-mono">{requestId}</code>
          <CopyButton value={requestId} label="request id" />
        </p>
      )}
    </div>
  );
}
