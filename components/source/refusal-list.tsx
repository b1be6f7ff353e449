'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import type { Refusal } from '@/control-plane/sources/refusals/list-refusals';
import { Count } from '../ui/data/count';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';

/** What was not accepted in the last 24 hours, by code, each with its sentence and the way to such events. */
export function RefusalList({ refusals, base }: { refusals: Refusal[] | null; base: string }) {
  const router = useRouter();
  if (refusals === null) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3">
        <p className="flex items-center gap-2">
          <StateGlyph state="failed" /> What was not accepted could not be read.
        </p>
        <Button size="sm" onClick={() => router.refresh()}>
          Retry
        </Button>
      </div>
    );
  }
  if (refusals.length === 0) return <p className="text-muted">Everything was accepted.</p>;
  return (
    <ul className="overflow-hidden rounded-lg border">
      {refusals.map(({ reason, meaning, count, lastAt }) => (
        <li
          key={reason}
          className="relative grid grid-cols-[12px_minmax(0,1fr)_auto] gap-x-2.5 border-b px-3 py-2 last:border-b-0 hover:bg-hover"
        >
          <StateGlyph state="failed" className="mt-1" />
          <div className="min-w-0">
            <Link
              href={`${base}/debugger?${new URLSearchParams({ verdict: 'refused', q: reason }).toString()}`}
              className="font-mono text-xs font-medium break-words after:absolute after:inset-0 focus-visible:outline-hidden focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-focus"
            >
              {reason}
            </Link>
            <p className="text-xs text-muted">{meaning}</p>
          </div>
          <div className="text-right">
            <Count value={count} />
            <p className="text-xs text-muted">
              last <RelativeTime at={lastAt} />
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
