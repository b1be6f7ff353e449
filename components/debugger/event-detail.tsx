'use client';

import ArrowLeft from 'lucide-react/icons/arrow-left';
import X from 'lucide-react/icons/x';
import { useMemo } from 'react';
import type { CallLanguage } from '@/catalog/sources/metadata';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { INGEST_REASONS } from '@/spec/outcome';
import { PlainCode } from '../source/plain-code';
import { JsonView } from '../ui/code/json-view';
import { formatAbsolute, formatBytes, shortenMiddle } from '../ui/data/format';
import { StateBadge } from '../ui/data/state-badge';
import { Button } from '../ui/form/button';
import { CopyButton } from '../ui/form/copy-button';
import { Segmented } from '../ui/form/segmented';
import { Callout } from '../ui/page/callout';
import { Skeleton } from '../ui/page/skeleton';
import { describeEvent, doorNotes, libraryOf, payloadOf } from './describe-event';
import { EventOutcomes } from './event-outcomes';
import type { EventAnswer } from './live.query';
import { prettyCall } from './pretty/pretty-call';

/** One event: what it is called, its verdict, where it stands at each destination, and its payload in two views. */
export function EventDetail({
  workspace,
  event,
  outcomes,
  language,
  view,
  search,
  onView,
  onClose,
}: {
  workspace: string;
  event: LiveEvent;
  outcomes: EventAnswer['outcomes'] | null;
  language: CallLanguage;
  view: 'pretty' | 'raw';
  search: string;
  onView: (view: 'pretty' | 'raw') => void;
  onClose: () => void;
}) {
  const payload = payloadOf(event);
  const pretty = useMemo(() => prettyCall(payload, language), [payload, language]);
  const { title } = describeEvent(event);
  const library = libraryOf(event);
  const notes = doorNotes(event);
  const accepted = event.outcome === 'successfully_received';
  const reason = event.reason as keyof typeof INGEST_REASONS | null;
  return (
    <article aria-label={title} className="flex min-h-0 flex-1 flex-col">
      <header className="border-b px-gutter pt-3 pb-2.5 md:px-5">
        <div className="flex items-center gap-2.5">
          <Button variant="quiet" size="sm" onClick={onClose} aria-label="Back to the list" className="-ml-2 md:hidden">
            <ArrowLeft aria-hidden />
          </Button>
          <h2 className="min-w-0 truncate text-md" title={title}>
            {title}
          </h2>
          <StateBadge state={accepted ? 'delivered' : 'failed'} label={accepted ? 'Accepted' : 'Not accepted'} />
          <Button variant="quiet" size="sm" onClick={onClose} aria-label="Close" className="ml-auto max-md:hidden">
            <X aria-hidden />
          </Button>
        </div>
        <div className="mt-1.5 flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
          <span>{event.type}</span>
          <span className="flex items-center">
            <code className="font-mono" title={event.messageId}>
              {shortenMiddle(event.messageId, 26)}
            </code>
            <CopyButton value={event.messageId} label="message id" text={null} />
          </span>
          <time dateTime={event.receivedAt} suppressHydrationWarning>
            received {formatAbsolute(Date.parse(event.receivedAt))}
          </time>
          {library && <span>{library}</span>}
          {notes.requestId !== null && (
            <span className="flex items-center">
              request&nbsp;<code className="font-mono">{notes.requestId}</code>
              <CopyButton value={notes.requestId} label="request id" text={null} />
            </span>
          )}
          {notes.retryCount !== null && (
            <span>
              sent again {notes.retryCount} {notes.retryCount === 1 ? 'time' : 'times'}
            </span>
          )}
          <span>{formatBytes(new TextEncoder().encode(event.payload).length)}</span>
        </div>
        {outcomes && outcomes.length > 0 && (
          <EventOutcomes workspace={workspace} eventId={event.id} outcomes={outcomes} />
        )}
        {outcomes === null && accepted && <Skeleton className="mt-2.5 h-4.5 w-40" />}
        {outcomes?.length === 0 && accepted && (
          <p className="mt-2 text-xs text-muted">No destination has decided about this event yet.</p>
        )}
        {notes.droppedKeys !== null && (
          <Callout tone="warning" title="Some properties were dropped" className="mt-3">
            An event keeps 10,000 keys; {notes.droppedKeys.toLocaleString('en-US')} more were left out.
          </Callout>
        )}
        {!accepted && (
          <Callout
            tone="danger"
            title={(reason && INGEST_REASONS[reason]) ?? 'The event was not accepted.'}
            className="mt-3"
          >
            {event.reason && <code className="font-mono">{event.reason}.</code>} It counts as failed on ingest and goes
            to no destination.
          </Callout>
        )}
      </header>
      <div className="flex items-center gap-2 px-gutter py-2 md:px-5">
        <Segmented
          label="View"
          value={view}
          onChange={onView}
          options={[
            { value: 'pretty', label: 'Pretty' },
            { value: 'raw', label: 'Raw' },
          ]}
        />
        <span className="ml-auto">
          <CopyButton
            value={view === 'pretty' && pretty ? pretty.code : event.payload}
            label={view === 'pretty' && pretty ? 'call' : 'payload'}
          />
        </span>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto px-gutter pb-4 md:px-5">
        {view === 'raw' ? (
          <JsonView value={payload} search={search} label="Payload" />
        ) : pretty ? (
          <PlainCode code={pretty.code} language={pretty.language} label="Call" />
        ) : (
          <p className="text-muted">This is none of the six calls, so there is no code for it. Raw shows what came.</p>
        )}
      </div>
    </article>
  );
}
