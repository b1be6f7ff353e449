'use client';

import ChevronLeft from 'lucide-react/icons/chevron-left';
import ChevronRight from 'lucide-react/icons/chevron-right';
import { useState } from 'react';
import type { FilterTrial, TriedEvent } from '@/control-plane/filters/try-filter';
import { CodeBlock } from '../ui/code/code-block';
import { formatShare } from '../ui/data/format';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import { Button } from '../ui/form/button';
import { Segmented } from '../ui/form/segmented';
import { PastedEvent } from './pasted-event';
import { TrialNames } from './trial-names';

type Shown = 'not-sent' | 'sent' | 'paste';

function Verdict({ sent, destination, detail }: { sent: boolean; destination: string; detail?: string | null }) {
  return (
    <p role="status" className="flex min-w-0 items-baseline gap-2">
      <StateGlyph state={sent ? 'delivered' : 'filtered'} className="translate-y-px" />
      <span>
        <strong className="font-medium">This event {sent ? 'would be sent' : 'would not be sent'}</strong> to{' '}
        {destination}.{detail && <span className="text-muted"> {detail}</span>}
      </span>
    </p>
  );
}

function Examples({ events, destination }: { events: TriedEvent[]; destination: string }) {
  const [at, setAt] = useState(0);
  const index = Math.min(at, events.length - 1);
  const event = events[index];
  if (!event?.payload) return <p className="px-gutter text-muted">None of the recent events.</p>;
  return (
    <>
      <div className="flex items-start justify-between gap-2 px-gutter pb-1">
        <Verdict sent={event.sent} destination={destination} />
        <span className="-my-0.5 flex shrink-0 items-center text-xs text-muted">
          {index + 1} of {events.length}
          <Button
            variant="quiet"
            size="sm"
            aria-label="Previous example"
            disabled={index === 0}
            onClick={() => setAt(index - 1)}
          >
            <ChevronLeft aria-hidden />
          </Button>
          <Button
            variant="quiet"
            size="sm"
            aria-label="Next example"
            disabled={index >= events.length - 1}
            onClick={() => setAt(index + 1)}
          >
            <ChevronRight aria-hidden />
          </Button>
        </span>
      </div>
      <p className="px-gutter pb-2 text-xs text-muted">
        {event.name ?? event.type}, received <RelativeTime at={event.receivedAt} />
      </p>
      <CodeBlock bare language="json" label="event" code={JSON.stringify(JSON.parse(event.payload), null, 2)} />
    </>
  );
}

/** What a filter would have done to the source's last events, with examples; or to an event that one pastes. */
export function TrialPane({
  trial,
  failed,
  empty,
  invalid,
  destination,
  source,
  pasted,
  onPaste,
}: {
  trial: FilterTrial | undefined;
  /** Why it could not be tried. */
  failed: string | null;
  /** No condition has been written yet. */
  empty: boolean;
  /** It has a mistake. */
  invalid: boolean;
  destination: string;
  source: string;
  pasted: string;
  onPaste: (text: string) => void;
}) {
  const [shown, setShown] = useState<Shown>('not-sent');
  const events = trial?.events ?? [];
  const notSent = events.filter((event) => !event.sent);
  return (
    <div className="min-w-0">
      <div className="border-b px-gutter py-4">
        <p className="text-muted">
          Tried on the last {events.length > 0 ? events.length : ''} events of {source}
        </p>
        <p className="text-lg font-semibold" role="status">
          {failed
            ? 'It could not be tried just now'
            : empty
              ? 'Write a condition to try it'
              : invalid
                ? 'Not tried: the condition has a mistake'
                : events.length === 0
                  ? trial
                    ? 'This source has received no events yet'
                    : 'Trying…'
                  : `${notSent.length} would not be sent`}
          {events.length > 0 && !empty && !invalid && (
            <span className="ml-2 font-normal text-muted">{formatShare(notSent.length, events.length)}</span>
          )}
        </p>
        {failed && <p className="text-xs text-failed-text">{failed}</p>}
      </div>
      {events.length > 0 && !empty && !invalid && trial && (
        <TrialNames names={trial.byName} destination={destination} />
      )}
      <div className="px-gutter py-3">
        <Segmented<Shown>
          label="Example event"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'not-sent', label: 'Not sent' },
            { value: 'sent', label: 'Sent' },
            { value: 'paste', label: 'Paste an event' },
          ]}
        />
      </div>
      {shown === 'paste' ? (
        <>
          <PastedEvent text={pasted} onChange={onPaste} />
          {trial?.pasted && !empty && (
            <div className="px-gutter py-2">
              <Verdict sent={trial.pasted.sent} detail={trial.pasted.detail} destination={destination} />
            </div>
          )}
        </>
      ) : events.length > 0 && !empty && !invalid ? (
        <Examples
          key={shown}
          events={events.filter((event) => event.sent === (shown === 'sent') && event.payload !== null)}
          destination={destination}
        />
      ) : null}
    </div>
  );
}
