'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { SampleEvent, SampleEvents } from '@/control-plane/mapping-preview/list-sample-events';
import type { MappingTrial } from '@/control-plane/mapping-preview/preview-mapping';
import type { JsonObject } from '@/spec/event';
import { mappingPreviewQuery, sampleEventsQuery, type ChosenEvent, type PreviewQuestion } from './editor.query';
import { useSettled } from './use-settled';

/** What the person chose to try the mapping on; `auto` is the newest event that the trigger matches. */
export type Choice =
  { kind: 'auto' } | { kind: 'stored'; event: SampleEvent } | { kind: 'pasted' } | { kind: 'generated' };

/** The live preview: the events to choose from, the one that is tried, and what came out. */
export interface MappingPreviewState {
  choice: Choice;
  choose: (choice: Choice) => void;
  samples: SampleEvents | undefined;
  /** The stored event that is tried; null when it is pasted or made up. */
  sample: SampleEvent | null;
  /** Nothing has been received: the event is made up. */
  generated: boolean;
  trial: MappingTrial | undefined;
  /** Why it could not be tried. */
  failed: string | null;
  /** The answer is about an older state. */
  stale: boolean;
}

function chosenEvent(choice: Choice, samples: SampleEvents | undefined, pasted: JsonObject | null): ChosenEvent | null {
  if (choice.kind === 'pasted') return pasted && { kind: 'pasted', payload: pasted };
  if (choice.kind === 'generated') return { kind: 'generated' };
  if (choice.kind === 'stored') return { kind: 'stored', id: choice.event.id };
  if (!samples) return null;
  const best = samples.events.find(({ matches }) => matches);
  return best ? { kind: 'stored', id: best.id } : { kind: 'generated' };
}

/**
 * Tries a mapping on an event while it is written: a moment after the last key, and only the last question counts. The
 * same object until something of it changes.
 */
export function useMappingPreview(
  base: string,
  { actionSlug, trigger, mapping, pasted }: Omit<PreviewQuestion, 'event'> & { pasted: JsonObject | null },
): MappingPreviewState {
  const [choice, choose] = useState<Choice>({ kind: 'auto' });
  const draft = useMemo(() => ({ trigger, mapping }), [trigger, mapping]);
  const settled = useSettled(draft);
  const { data: samples } = useQuery(sampleEventsQuery(base, settled.trigger));
  // The event that is looked at stays when newer ones arrive; only the trigger or the person changes it.
  const [kept, setKept] = useState<{ trigger: string; event: ChosenEvent } | null>(null);
  let event = chosenEvent(choice, samples, pasted);
  if (choice.kind === 'auto' && event) {
    if (kept?.trigger === settled.trigger && kept.event.kind === event.kind) event = kept.event;
    else setKept({ trigger: settled.trigger, event });
  }
  const question = event && { actionSlug, trigger: settled.trigger, mapping: settled.mapping, event };
  const query = useQuery(mappingPreviewQuery(base, question));
  const id = event?.kind === 'stored' ? event.id : null;
  const sample = choice.kind === 'stored' ? choice.event : (samples?.events.find((one) => one.id === id) ?? null);
  const generated = event?.kind === 'generated';
  const trial = query.data;
  const failed = query.error?.message ?? null;
  const stale = settled !== draft || query.isPlaceholderData;
  return useMemo(
    () => ({ choice, choose, samples, sample, generated, trial, failed, stale }),
    [choice, samples, sample, generated, trial, failed, stale],
  );
}
