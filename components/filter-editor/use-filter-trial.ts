'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { FilterTrial } from '@/control-plane/filters/try-filter';
import type { FilterAction } from '@/spec/filter';
import type { ActionAnswer } from '../destination-page/action-answer';

/** What is tried: a condition, what is done when it holds, and an event of one's own. */
export interface TrialInput {
  condition: string;
  actions: FilterAction[];
  payload?: Record<string, unknown>;
}

export type TryFilter = (input: TrialInput) => Promise<ActionAnswer<FilterTrial>>;

/** How long after the last key a condition is tried. */
const PAUSE_MS = 300;

/** Tries a condition on the source's recent events as it is written, and anew every few seconds as events arrive. */
export function useFilterTrial(key: string, input: TrialInput, tryFilter: TryFilter) {
  const [settled, setSettled] = useState(input);
  const text = JSON.stringify(input);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(text) as TrialInput), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return useQuery({
    queryKey: ['filter-trial', key, settled],
    queryFn: async () => {
      const answer = await tryFilter(settled);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    },
    enabled: settled.condition.trim() !== '',
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });
}
