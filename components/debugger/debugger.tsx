'use client';

import { useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { CallLanguage } from '@/catalog/sources/metadata';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { classNames } from '../ui/class-names';
import { DebuggerEmpty } from './debugger-empty';
import { DebuggerToolbar } from './debugger-toolbar';
import { EventList } from './event-list';
import { EventPane } from './event-pane';
import { filterEvents, isFiltering } from './filter-events';
import { ListFooter } from './list-footer';
import { eventQuery, findQuery } from './live.query';
import { useDebuggerKeys } from './use-debugger-keys';
import { useDebuggerUrl } from './use-debugger-url';
import { useLiveEvents } from './use-live-events';

/** From the beginning: the stream's first message then holds all that the debugger keeps. */
const ALL = '0';

/** A source's last 500 events, live: list at the left, the selected event at the right (instead, on a phone). */
export function Debugger({
  workspace,
  sourceId,
  overviewHref,
  language,
  initial,
}: {
  workspace: string;
  sourceId: string;
  overviewHref: string;
  language: CallLanguage;
  initial: LiveEvent[];
}) {
  const source = useMemo(() => ({ workspace, sourceId }), [workspace, sourceId]);
  const [url, change] = useDebuggerUrl();
  const [atTop, setAtTop] = useState(true);
  const { list, connection, showHeld } = useLiveEvents(source, initial, ALL, url.paused || !atTop);
  const searchInput = useRef<HTMLInputElement>(null);
  const pane = useRef<HTMLElement>(null);
  const matching = useMemo(() => filterEvents(list.shown, url), [list.shown, url]);
  const older = useQuery(findQuery(source, url.search, matching.length === 0)).data?.events;
  const events = useMemo(
    () => (matching.length > 0 || !older ? matching : filterEvents(older, { ...url, search: '' })),
    [matching, older, url],
  );
  const listed = useMemo(
    () =>
      url.event === null ? null : ([...list.shown, ...(older ?? [])].find((event) => event.id === url.event) ?? null),
    [list.shown, older, url.event],
  );
  const answer = useQuery(eventQuery(source, url.event));
  const select = useCallback((eventId: string) => change({ event: eventId }), [change]);
  const onTop = useCallback(
    (top: boolean) => {
      setAtTop(top);
      if (top && !url.paused) showHeld();
    },
    [url.paused, showHeld],
  );
  const pause = (paused: boolean) => {
    change({ paused });
    if (!paused) showHeld();
  };

  useDebuggerKeys({
    move: (step) => {
      const index = events.findIndex((event) => event.id === url.event);
      const next = events[index < 0 ? 0 : Math.min(Math.max(index + step, 0), events.length - 1)];
      if (next) select(next.id);
    },
    open: () => {
      const first = events[0];
      if (url.event === null && first) select(first.id);
      pane.current?.focus();
    },
    close: () => change({ event: null }),
    togglePause: () => pause(!url.paused),
    search: () => searchInput.current?.focus(),
    copyId: () => {
      const shown = listed ?? answer.data?.event;
      if (shown) void navigator.clipboard?.writeText(shown.messageId).catch(() => undefined);
    },
  });

  const empty = list.shown.length === 0 && url.event === null;
  if (empty && !isFiltering(url)) return <DebuggerEmpty connection={connection} overviewHref={overviewHref} />;
  return (
    <div className="grid h-[calc(100dvh-var(--header)-var(--tabs)-1px)] min-h-80 max-md:h-[calc(100dvh-var(--header)-var(--tabs)-45px)] md:grid-cols-[minmax(340px,45%)_minmax(0,1fr)]">
      <section
        aria-label="Events"
        className={classNames('flex min-h-0 min-w-0 flex-col md:border-r', url.event !== null && 'max-md:hidden')}
      >
        <DebuggerToolbar
          filter={url}
          paused={url.paused}
          connection={connection}
          searchInput={searchInput}
          onFilter={change}
          onPause={pause}
        />
        {list.heldCount > 0 && (
          <button
            type="button"
            onClick={() => {
              showHeld();
              document.querySelector('[data-events]')?.scrollTo({ top: 0 });
            }}
            className="h-7 shrink-0 border-b bg-accent-tint text-center text-xs text-accent hover:underline"
          >
            {list.heldCount} new {list.heldCount === 1 ? 'event' : 'events'} · show
          </button>
        )}
        {events.length === 0 ? (
          <p className="flex-1 px-gutter py-6 text-muted">
            None of the {list.shown.length} events matches.{' '}
            <button type="button" className="link" onClick={() => change({ search: '', type: '', verdict: '' })}>
              Clear search and filters
            </button>
          </p>
        ) : (
          <EventList
            label="Events, newest first"
            events={events}
            selected={url.event}
            fresh={list.fresh}
            onSelect={select}
            onTop={onTop}
          />
        )}
        <ListFooter events={list.shown} matching={isFiltering(url) ? events.length : null} connection={connection} />
      </section>
      <section
        ref={pane}
        tabIndex={-1}
        aria-label="Selected event"
        className={classNames('flex min-h-0 min-w-0 flex-col outline-hidden', url.event === null && 'max-md:hidden')}
      >
        <EventPane
          workspace={workspace}
          eventId={url.event}
          event={listed ?? answer.data?.event ?? null}
          outcomes={answer.data?.outcomes ?? null}
          error={answer.error}
          language={language}
          view={url.view}
          search={url.search}
          onView={(view) => change({ view })}
          onClose={() => change({ event: null })}
          onRetry={() => void answer.refetch()}
        />
      </section>
    </div>
  );
}
