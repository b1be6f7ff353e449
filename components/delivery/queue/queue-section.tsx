'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { DeliveryReasonGroup, DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import { deliveriesQuery } from '../delivery.query';
import { formatCount } from '../../ui/data/format';
import { Button } from '../../ui/form/button';
import { Segmented } from '../../ui/form/segmented';
import { ErrorState } from '../../ui/page/error-state';
import { Section } from '../../ui/page/section';
import { SkeletonRows } from '../../ui/page/skeleton';
import { AgainButton } from './again-button';
import type { Chosen, DeliveryActions } from './delivery-actions';
import { NO_FILTER, QueueFilters, type QueueFilter } from './queue-filters';
import { QueueTable } from './queue-table';

type State = 'waiting' | 'failed';

const MINUTE_MS = 60_000;

function chosenBy({ reason, eventType, eventName, since }: QueueFilter): Chosen {
  return {
    ...(reason === '' ? {} : { reason }),
    ...(eventType === '' ? {} : { eventType: eventType as NonNullable<Chosen['eventType']> }),
    ...(eventName === '' ? {} : { eventName }),
    ...(since === '' ? {} : { from: new Date(Date.now() - Number(since) * MINUTE_MS) }),
  };
}

/** The deliveries that wait for a try or failed for good, and the buttons that try them again. */
export function QueueSection({
  summary,
  base,
  debuggerHref,
  actions,
}: {
  summary: DeliverySummary;
  base: string;
  debuggerHref: string;
  actions: DeliveryActions | null;
}) {
  const [picked, pick] = useState<State | null>(null);
  const [filter, setFilter] = useState<QueueFilter>(NO_FILTER);
  const [cursors, setCursors] = useState<string[]>([]);
  const { pending, problems } = summary;
  const state = picked ?? (pending.waiting + pending.retrying > 0 ? 'waiting' : 'failed');
  const { data, error, refetch } = useQuery(deliveriesQuery(base, { state, ...filter, cursor: cursors.at(-1) ?? '' }));
  const change = (next: QueueFilter) => {
    setFilter(next);
    setCursors([]);
  };
  const filtered = Object.values(filter).some((value) => value !== '');
  const many = data && data.matching > 1;
  const all = data ? `${formatCount(data.matching)}${data.more ? ' oldest' : ''}` : '';
  return (
    <Section
      title="Single deliveries"
      description={
        state === 'waiting' ? 'What waits for a try, the next one first.' : 'What failed for good, the latest first.'
      }
      actions={
        <>
          {many && actions && (
            <AgainButton
              kind={state}
              chosen={chosenBy(filter)}
              count={data.matching}
              label={
                state === 'waiting' ? (filtered ? 'Retry all that match now' : 'Retry all now') : `Send ${all} again`
              }
              actions={actions}
            />
          )}
          <Segmented<State>
            label="Which deliveries are listed"
            value={state}
            onChange={(next) => {
              pick(next);
              setCursors([]);
            }}
            options={[
              { value: 'waiting', label: 'Waiting' },
              { value: 'failed', label: 'Failed' },
            ]}
          />
        </>
      }
    >
      <QueueFilters filter={filter} reasons={problems.filter(mayHave(state))} onChange={change} />
      {error ? (
        <ErrorState title="The deliveries could not be read." detail={error.message} onRetry={() => void refetch()} />
      ) : !data ? (
        <SkeletonRows rows={3} label="Reading deliveries" />
      ) : data.items.length === 0 ? (
        <p className="text-muted">
          {filtered ? 'None that match.' : state === 'waiting' ? 'Nothing waits.' : 'Nothing failed for good.'}
        </p>
      ) : (
        <QueueTable state={state} items={data.items} debuggerHref={debuggerHref} actions={actions} />
      )}
      {data && (cursors.length > 0 || data.next) && (
        <div className="mt-3 flex gap-2">
          <Button size="sm" disabled={cursors.length === 0} onClick={() => setCursors(cursors.slice(0, -1))}>
            Back
          </Button>
          <Button size="sm" disabled={!data.next} onClick={() => data.next && setCursors([...cursors, data.next])}>
            More
          </Button>
        </div>
      )}
    </Section>
  );
}

const mayHave = (state: State) => (group: DeliveryReasonGroup) =>
  state === 'waiting' ? group.waiting + group.retries > 0 : group.failed > 0;
