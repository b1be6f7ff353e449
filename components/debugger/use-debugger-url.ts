'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useMemo } from 'react';
import type { EventFilter } from './filter-events';

/** What of the debugger is in the URL, so that it can be shared and survives reloading. */
export interface DebuggerUrl extends EventFilter {
  /** Id of the selected event. */
  event: string | null;
  view: 'pretty' | 'raw';
  paused: boolean;
}

const VERDICTS = ['accepted', 'refused'] as const;

/** Reads and changes the debugger's part of the URL. Opening an event adds to the history, so that Back closes it. */
export function useDebuggerUrl(): [DebuggerUrl, (change: Partial<DebuggerUrl>) => void] {
  const params = useSearchParams();
  const state = useMemo<DebuggerUrl>(
    () => ({
      search: params.get('q') ?? '',
      type: params.get('type') ?? '',
      verdict: VERDICTS.find((verdict) => verdict === params.get('verdict')) ?? '',
      event: /^\d{1,18}$/.exec(params.get('event') ?? '')?.[0] ?? null,
      view: params.get('view') === 'raw' ? 'raw' : 'pretty',
      paused: params.get('live') === 'off',
    }),
    [params],
  );
  const change = useCallback((wanted: Partial<DebuggerUrl>) => {
    const next = new URLSearchParams(window.location.search);
    const before = next.get('event');
    const set = (name: string, value: string | null | undefined) => {
      if (value) next.set(name, value);
      else next.delete(name);
    };
    if ('search' in wanted) set('q', wanted.search);
    if ('type' in wanted) set('type', wanted.type);
    if ('verdict' in wanted) set('verdict', wanted.verdict);
    if ('event' in wanted) set('event', wanted.event);
    if ('view' in wanted) set('view', wanted.view === 'raw' ? 'raw' : null);
    if ('paused' in wanted) set('live', wanted.paused ? 'off' : null);
    const query = next.toString();
    const address = window.location.pathname + (query ? `?${query}` : '');
    const opens = before === null && next.get('event') !== null;
    if (opens) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
  }, []);
  return [state, change];
}
