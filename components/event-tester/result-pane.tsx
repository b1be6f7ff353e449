'use client';

import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';
import { EmptyState } from '../ui/page/empty-state';
import { Skeleton } from '../ui/page/skeleton';
import { SendForReal } from './send-for-real';
import { summariseTest } from './summarise-test';
import { TestStory } from './test-story';
import type { useEventTester } from './use-event-tester';

function Waiting() {
  return (
    <div role="status" aria-label="Testing" className="space-y-4 px-gutter py-5">
      <Skeleton className="h-5 w-72 max-w-full" />
      {[40, 56, 48, 64, 36].map((width) => (
        <Skeleton key={width} className="h-3 w-56" />
      ))}
    </div>
  );
}

function Problem({ message, onRetry }: { message: string; onRetry: () => void }) {
  return (
    <div role="alert" className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b px-gutter py-3">
      <StateGlyph state="failed" />
      <p className="min-w-0 flex-1 basis-60 break-words">{message}</p>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}

/** The result of the last test, in place: a sentence, the way to send it for real, and the story. */
export function ResultPane({
  tester,
  destination,
  base,
  mapping,
  device,
  canEdit,
}: {
  tester: ReturnType<typeof useEventTester>;
  destination: string;
  base: string;
  /** The one that is tested alone. */
  mapping: { name: string; enabled: boolean } | null;
  device: boolean;
  canEdit: boolean;
}) {
  const { answered, busy, error, stale } = tester;
  const retry = error && <Problem message={error.message} onRetry={() => void tester.start(error.mode)} />;
  if (!answered) {
    if (busy) return <Waiting />;
    return (
      <>
        {retry}
        <EmptyState
          title={`What ${destination} would get, before it gets it.`}
          description={
            device
              ? `${destination} runs in the browser: analytics.js loads it and calls it there. A test shows whether the event passes and which mappings match; the browser does the rest.`
              : 'A dry test takes the event the way of real traffic, filters included, and shows each step, the mapped payload and the exact request. Nothing is sent.'
          }
        />
      </>
    );
  }
  const { test } = answered;
  const summary = summariseTest(test, destination);
  return (
    <div className={busy ? 'opacity-60' : undefined} aria-busy={busy !== null}>
      {retry}
      <header className="border-b px-gutter py-3.5">
        <div role="status" className="flex items-baseline gap-2">
          <StateGlyph state={summary.state} className="translate-y-px" />
          <div className="min-w-0 flex-1">
            <h2 className="text-md break-words">{summary.title}</h2>
            {summary.detail && <p className="break-words text-muted">{summary.detail}</p>}
            {test.mode === 'real' && test.outcome && test.outcome.reason && test.words[test.outcome.reason] && (
              <p className="text-xs text-muted">{test.words[test.outcome.reason]?.advice}</p>
            )}
          </div>
        </div>
        <SendForReal
          test={test}
          destination={destination}
          mapping={mapping}
          stale={stale}
          busy={busy}
          canEdit={canEdit}
          onSend={() => void tester.start('real')}
        />
      </header>
      <TestStory test={test} base={base} />
    </div>
  );
}
