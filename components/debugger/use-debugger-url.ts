'use client';

import { useSearchParams } from 'next/navigation';
import { useCallback, useEffect, useMemo, useState } from 'react';
import type { EventFilter } from './filter-events';

/** What of the debugger is in the URL, so that it can be shared and survives reloading. */
export interface DebuggerUrl extends EventFilter {
  /** Id of the selected event. */
  event: string | null;
  view: 'pretty' | 'raw';
  paused: boolean;
}

const VERDICTS = ['accepted', 'refused'] as const;

function read(query: string): DebuggerUrl {
  const params = new URLSearchParams(query);
  return {
    search: params.get('q') ?? '',
    type: params.get('type') ?? '',
    verdict: VERDICTS.find((verdict) => verdict === params.get('verdict')) ?? '',
    event: /^(\d{1,18}|[1-8]\d{18})$/.exec(params.get('event') ?? '')?.[0] ?? null,
    view: params.get('view') === 'raw' ? 'raw' : 'pretty',
    paused: params.get('live') === 'off',
  };
}

/**
 * Reads and changes the debugger's part of the URL. Opening an event adds to the history, so that Back closes it. A change
 * counts at once: the router's own params come later, and a field bound to them would lose letters typed meanwhile.
 */
export function useDebuggerUrl(): [DebuggerUrl, (change: Partial<DebuggerUrl>) => void] {
  const arrived = useSearchParams().toString();
  const [query, setQuery] = useState(arrived);
  useEffect(() => {
    // Back, Forward and links. What is not the address any more is an earlier change that was overtaken.
    if (arrived === new URLSearchParams(window.location.search).toString()) setQuery(arrived);
  }, [arrived]);
  const state = useMemo(() => read(query), [query]);
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
    const wholeQuery = next.toString();
    const address = window.location.pathname + (wholeQuery ? `?${wholeQuery}` : '');
    const opens = before === null && next.get('event') !== null;
    if (opens) window.history.pushState(null, '', address);
    else window.history.replaceState(null, '', address);
    setQuery(wholeQuery);
  }, []);
  return [state, change];
}
