'use client';

import dynamic from 'next/dynamic';
import { useId, useMemo, useState } from 'react';
import type { SeenProperty } from '@/control-plane/seen-properties/collect-properties';
import { modelWords } from '@/spec/trigger/trigger-words';
import { missingOf } from '@/spec/trigger/write-trigger';
import { Segmented } from '../ui/form/segmented';
import { Select } from '../ui/form/select';
import { Skeleton } from '../ui/page/skeleton';
import { TriggerRows } from './trigger-rows';
import { TriggerStatus } from './trigger-status';
import { useTriggerRows } from './use-trigger-rows';
import { useTriggerTrial, type TryTrigger } from './use-trigger-trial';

const FqlInput = dynamic(() => import('../filter-editor/fql-input').then((module) => module.FqlInput), {
  ssr: false,
  loading: () => <Skeleton className="h-21 w-full" />,
});

const JOINS = [
  { value: 'all', label: 'all' },
  { value: 'any', label: 'any' },
];
const NONE: readonly SeenProperty[] = [];

/**
 * When a mapping runs: conditions as rows, or the same as FQL, with how many of the newest events match.
 *
 * How to use it: keep the stored text (`subscription.trigger`) in state, give it as `value`, take the new text from
 * `onChange`, and save it as it comes. A half-written row makes text that is not valid FQL, so that `updateSubscription`
 * refuses it (`fields.trigger`: give that as `error`). Text that was only looked at is never rewritten.
 * `tryTrigger` is `tryTriggerNow.bind(null, workspace, destinationId)` of app/…/mappings/trigger-actions; `seen` are
 * `listSeenProperties(ctx, { sourceId }).properties`.
 */
export function TriggerBuilder({
  value,
  onChange,
  tryTrigger,
  seen = NONE,
  readOnly = false,
  error,
}: {
  /** FQL. */
  value: string;
  onChange: (fql: string) => void;
  tryTrigger: TryTrigger;
  /** Properties of recent events, for proposals. */
  seen?: readonly SeenProperty[];
  readOnly?: boolean;
  /** Why the trigger was not saved. */
  error?: string | undefined;
}) {
  const statusId = useId();
  const rows = useTriggerRows(value, onChange);
  const [view, setView] = useState<'rows' | 'fql'>(rows.rows ? 'rows' : 'fql');
  const shown = rows.rows ? view : 'fql';
  const conditions = useMemo(() => rows.rows?.map(({ condition }) => condition) ?? null, [rows.rows]);
  const incomplete = conditions?.some((condition) => missingOf(condition) !== null) ?? false;
  const { trial, failed, current } = useTriggerTrial(value, !incomplete && rows.mistake === null, tryTrigger);
  return (
    <section aria-label="Trigger" className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2">
        <div className="flex min-h-control-sm flex-wrap items-center gap-2">
          <h2 className="font-medium">Runs when</h2>
          {shown === 'rows' && (conditions?.length ?? 0) > 1 && (
            <>
              <Select
                size="sm"
                className="w-16"
                label="How many conditions must hold"
                disabled={readOnly}
                options={JOINS}
                value={rows.join}
                onValueChange={(join) => rows.setJoin(join === 'any' ? 'any' : 'all')}
              />
              <span className="text-muted">of these hold</span>
            </>
          )}
        </div>
        <Segmented<'rows' | 'fql'>
          label="Show the trigger as"
          value={shown}
          onChange={setView}
          options={[
            { value: 'rows', label: 'Conditions' },
            { value: 'fql', label: 'FQL' },
          ]}
        />
      </div>
      {shown === 'rows' ? (
        <TriggerRows rows={rows} names={trial?.names ?? []} seen={seen} readOnly={readOnly} />
      ) : (
        <>
          <FqlInput
            value={value}
            onChange={(text) => {
              setView('fql');
              onChange(text);
            }}
            problem={rows.mistake}
            label="Trigger in FQL"
            describedBy={statusId}
            readOnly={readOnly}
          />
          {rows.why !== null && (
            <p className="text-xs text-muted">Conditions cannot show this trigger: {rows.why}. It runs all the same.</p>
          )}
        </>
      )}
      <TriggerStatus
        id={statusId}
        words={conditions && !incomplete ? modelWords({ join: rows.join, conditions }) : null}
        problem={rows.mistake?.message ?? (incomplete ? null : (error ?? null))}
        incomplete={incomplete}
        trial={trial}
        failed={failed}
        current={current}
      />
    </section>
  );
}
