'use client';

import { useMemo, useState, type ReactNode } from 'react';
import type { InstallGuide } from '@/catalog/sources/metadata';
import type { LiveEvents } from '@/control-plane/debugger/live-event';
import { useLiveEvents } from '../debugger/use-live-events';
import { Count } from '../ui/data/count';
import { CopyField } from '../ui/form/copy-field';
import { Callout } from '../ui/page/callout';
import { Section } from '../ui/page/section';
import { ArrivedEvents, WaitingForEvent } from './first-event';
import { Step, StepSamples } from './guide-steps';

const SHOWN = 8;

/** How to send events from a source, and, as soon as there are any, what arrived. */
export function SourceOverview({
  workspace,
  sourceId,
  base,
  enabled,
  destinationCount,
  writeKey,
  guide,
  check,
  recent,
  received,
  failed,
  refusals,
}: {
  workspace: string;
  sourceId: string;
  base: string;
  enabled: boolean;
  destinationCount: number;
  /** Null for roles that may not see it. */
  writeKey: string | null;
  guide: InstallGuide;
  /** A request that proves the connection; null when the guide is one already. */
  check: string | null;
  recent: LiveEvents;
  /** In the last 24 hours before the page was made. */
  received: number;
  failed: number;
  /** What was not accepted, by reason. */
  refusals: ReactNode;
}) {
  const source = useMemo(() => ({ workspace, sourceId }), [workspace, sourceId]);
  const { list, connection } = useLiveEvents(source, recent.events, recent.cursor, false);
  const arrived = list.shown.length > 0;
  // Decided once: the page must not rearrange itself under the reader when the first event arrives.
  const [seen] = useState(recent.events.length > 0);
  const outcome = (
    <>
      {arrived ? (
        <ArrivedEvents
          events={list.shown.slice(0, SHOWN)}
          base={base}
          fresh={list.fresh}
          addDestinationHref={destinationCount === 0 ? `/${workspace}/catalog?source=${sourceId}` : null}
        />
      ) : (
        <WaitingForEvent check={check} connection={connection} />
      )}
    </>
  );
  const steps = guide.steps.length;
  return (
    <div className="max-w-205 px-gutter pt-6 pb-16">
      {!enabled && (
        <Callout tone="warning" title="This source is disabled" className="mb-6">
          Events sent to it are not accepted. Enable it at the top of the page.
        </Callout>
      )}
      {seen && (
        <section aria-label="Activity" className="mb-8">
          <h2 className="text-md">Arriving</h2>
          <p className="mt-0.5 text-muted">
            <Count value={received} /> accepted in the last 24 hours
            {failed > 0 && (
              <>
                ,{' '}
                <span className="text-failed-text">
                  <Count value={failed} /> not accepted
                </span>
              </>
            )}
            {destinationCount === 0
              ? '. No destination is connected yet, so they go nowhere further.'
              : `, to ${destinationCount} ${destinationCount === 1 ? 'destination' : 'destinations'}.`}
          </p>
          {outcome}
        </section>
      )}
      {(received > 0 || failed > 0) && (
        <Section
          title="Not accepted"
          description="In the last 24 hours, by reason. The debugger has those that are among the last 500 events."
          className="mb-8"
        >
          {refusals}
        </Section>
      )}
      {guide.warning && <Callout tone="warning" title={guide.warning} className="mb-6" />}
      {guide.steps.map((step, index) => (
        <Step key={step.title} number={index + 1} title={step.title} description={step.description}>
          <StepSamples step={step} />
          {index === steps - 1 && <WriteKey writeKey={writeKey} />}
        </Step>
      ))}
      {!seen && (
        <Step number={steps + 1} title={arrived ? 'It arrived' : 'See it arrive'}>
          {outcome}
        </Step>
      )}
    </div>
  );
}

function WriteKey({ writeKey }: { writeKey: string | null }) {
  return (
    <div className="mt-3.5 max-w-105">
      <p className="mb-1.5 text-xs text-muted">Write key</p>
      {writeKey === null ? (
        <p className="text-xs text-muted">
          Your role does not show write keys. Ask an owner or source admin for it, and put it in place of
          YOUR_WRITE_KEY.
        </p>
      ) : (
        <CopyField value={writeKey} label="write key" />
      )}
    </div>
  );
}
