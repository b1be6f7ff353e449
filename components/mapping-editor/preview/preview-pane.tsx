'use client';

import Link from 'next/link';
import { memo, useMemo, useState } from 'react';
import { PastedEvent } from '../../filter-editor/pasted-event';
import { CodeBlock } from '../../ui/code/code-block';
import { Segmented } from '../../ui/form/segmented';
import { Skeleton } from '../../ui/page/skeleton';
import { EventPicker } from './event-picker';
import { PreviewVerdict } from './preview-verdict';
import type { MappingPreviewState } from './use-mapping-preview';

/** Coloured anew only when it says something else; it is long, and one types beside it. */
const Code = memo(CodeBlock);

/** What the mapping makes of one event, beside the fields: the result or the event, and what would be refused. */
export function PreviewPane({
  preview,
  destination,
  pasted,
  onPaste,
  onField,
  testerHref,
}: {
  preview: MappingPreviewState;
  destination: string;
  pasted: string;
  onPaste: (text: string) => void;
  onField: (path: string) => void;
  /** The event tester of the destination; null while what is shown is not saved. */
  testerHref: string | null;
}) {
  const [view, setView] = useState<'result' | 'event'>('result');
  const { trial, stale, choice } = preview;
  const shown = view === 'result' ? trial?.payload : trial?.event;
  const code = useMemo(() => JSON.stringify(shown ?? null, null, 2), [shown]);
  return (
    <>
      <div className="flex min-h-header items-center gap-2 border-b px-gutter py-2">
        <Segmented
          label="What is shown"
          value={view}
          onChange={setView}
          options={[
            { value: 'result', label: 'Result' },
            { value: 'event', label: 'Event' },
          ]}
        />
        <EventPicker preview={preview} />
      </div>
      <div role="status" className="space-y-1 border-b px-gutter py-2.5">
        <PreviewVerdict preview={preview} destination={destination} onField={onField} />
        {testerHref !== null && preview.sample && (
          <p className="text-xs">
            <Link className="link" href={`${testerHref}?event=${preview.sample.id}`}>
              Send this event with the event tester
            </Link>
          </p>
        )}
      </div>
      {choice.kind === 'pasted' && view === 'event' ? (
        <div className="py-3">
          <PastedEvent text={pasted} onChange={onPaste} />
        </div>
      ) : shown ? (
        <div aria-busy={stale}>
          <Code bare language="json" label={view === 'result' ? 'Mapped payload' : 'Event'} code={code} />
        </div>
      ) : choice.kind === 'pasted' ? (
        <div className="py-3">
          <PastedEvent text={pasted} onChange={onPaste} />
        </div>
      ) : (
        <div role="status" aria-label="Loading the preview" className="space-y-2 px-gutter py-3">
          <Skeleton className="h-3 w-10" />
          <Skeleton className="ml-4 h-3 w-56" />
          <Skeleton className="ml-4 h-3 w-44" />
          <Skeleton className="ml-4 h-3 w-60" />
          <Skeleton className="h-3 w-10" />
        </div>
      )}
    </>
  );
}
