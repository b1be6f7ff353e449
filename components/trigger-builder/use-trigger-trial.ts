'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useId, useState } from 'react';
import type { TriggerTrial } from '@/control-plane/subscriptions/trigger/try-trigger';
import type { ActionAnswer } from '../destination-page/action-answer';

/** Asks a trigger about the source's recent events. */
export type TryTrigger = (trigger: string) => Promise<ActionAnswer<TriggerTrial>>;

/** How long after the last key a trigger is tried. */
const PAUSE_MS = 300;
const REFRESH_MS = 15_000;

/**
 * Tries a trigger on the source's recent events as it is written, and anew now and then as events arrive. What is not
 * `valid` is not asked about; the last answer stays.
 */
export function useTriggerTrial(trigger: string, valid: boolean, tryTrigger: TryTrigger) {
  const [settled, setSettled] = useState(trigger);
  useEffect(() => {
    if (!valid) return;
    const timer = setTimeout(() => setSettled(trigger), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [trigger, valid]);
  const scope = useId();
  const query = useQuery({
    queryKey: ['trigger-trial', scope, settled],
    queryFn: async () => {
      const answer = await tryTrigger(settled);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    },
    placeholderData: keepPreviousData,
    refetchInterval: REFRESH_MS,
  });
  /** The answer is about what stands there now. */
  const current = settled === trigger && !query.isPlaceholderData;
  return { trial: query.data, failed: query.error?.message ?? null, current };
}
