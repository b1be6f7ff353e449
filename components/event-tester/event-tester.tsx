'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { RecentEvent } from '@/control-plane/event-tester/list-test-events';
import type { EventType } from '@/spec/event';
import type { ActionAnswer } from '../destination-page/action-answer';
import { payloadText } from '../delivery/sample-text';
import { Button } from '../ui/form/button';
import { Field } from '../ui/form/field';
import { Select } from '../ui/form/select';
import { Callout } from '../ui/page/callout';
import { EventPane } from './event-pane';
import { ResultPane } from './result-pane';
import { freshEvent, sampleEvent } from './sample-event';
import { ALL, useEventTester, type RunTest } from './use-event-tester';

const aMark = () => crypto.getRandomValues(new Uint32Array(2)).reduce((text, part) => text + part.toString(36), '');
const aSample = (type: EventType) => sampleEvent(type, new Date(), aMark());

/** The event tester of a destination: an event on the left, its way and its requests on the right. */
export function EventTester({
  destination,
  source,
  base,
  mappings,
  initial,
  notFound,
  recent: given,
  device,
  canEdit,
  run,
  loadRecent,
}: {
  destination: { id: string; name: string };
  source: string;
  /** Address of the destination. */
  base: string;
  mappings: { id: string; name: string; enabled: boolean }[];
  /** The event to begin with; `chosen`: the address asks for it. */
  initial: { payload: string; chosen: boolean } | null;
  /** The event that the address asks for is not kept any more. */
  notFound: boolean;
  recent: RecentEvent[];
  device: boolean;
  canEdit: boolean;
  run: RunTest;
  loadRecent: () => Promise<ActionAnswer<RecentEvent[]>>;
}) {
  const client = useQueryClient();
  const results = useRef<HTMLElement>(null);
  const [first] = useState(() => (initial ? payloadText(initial.payload) : aSample('track')));
  const tester = useEventTester(destination.id, { text: first, chosen: initial?.chosen ?? false }, run);
  const key = ['test-events', destination.id];
  const recent = useQuery({
    queryKey: key,
    queryFn: async () => {
      const answer = await loadRecent();
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    },
    initialData: given,
    staleTime: 10_000,
  });
  const dryRun = () => {
    void tester.start('dry').then(() => results.current?.scrollIntoView({ block: 'nearest' }));
  };
  const chosen = mappings.find(({ id }) => id === tester.mapping);
  return (
    <div className="flex min-h-0 flex-1 max-lg:flex-col">
      <section
        aria-label="Event"
        className="w-[min(560px,45%)] shrink-0 px-gutter py-4 max-lg:w-full max-lg:border-b lg:sticky lg:top-0 lg:self-start"
      >
        {notFound && (
          <Callout className="mb-3" tone="warning" title="That event is not kept any more">
            Its retention has ended, or the link is for another source.
          </Callout>
        )}
        <EventPane
          text={tester.text}
          onChange={tester.change}
          onRun={dryRun}
          problem={tester.problem}
          source={source}
          recent={recent.data}
          onOpenRecent={() => void client.refetchQueries({ queryKey: key, stale: true })}
          onRecent={({ payload }) => tester.change(payloadText(payload))}
          onFresh={() => freshEvent(tester.text, new Date(), aMark())}
          onSample={(type) => tester.change(aSample(type))}
        />
        <div className="mt-3 flex flex-wrap items-end gap-3">
          <Field label="Mapping" className="flex-1 basis-48">
            <Select
              value={tester.mapping}
              onValueChange={tester.setMapping}
              options={[
                { value: ALL, label: 'All enabled mappings' },
                ...mappings.map(({ id, name, enabled }) => ({
                  value: id,
                  label: enabled ? name : `${name} (disabled)`,
                })),
              ]}
            />
          </Field>
          <Button variant="primary" busy={tester.busy === 'dry'} disabled={tester.busy !== null} onClick={dryRun}>
            Run dry test
          </Button>
        </div>
      </section>
      <section ref={results} aria-label="What happens to it" className="min-w-0 flex-1 lg:min-h-[70vh] lg:border-l">
        <ResultPane
          tester={tester}
          destination={destination.name}
          base={base}
          mapping={chosen ?? null}
          device={device}
          canEdit={canEdit}
        />
      </section>
    </div>
  );
}
