'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import type { LiveEvent } from '@/control-plane/debugger/live-event';
import { EventRow } from './event-row';

const ROW = 30;

/** The height of a row, which is larger under a finger (--row-dense). */
function useRowHeight(): number {
  const [height, setHeight] = useState(ROW);
  useEffect(() => {
    const coarse = window.matchMedia('(pointer: coarse)');
    const read = () => {
      const value = getComputedStyle(document.documentElement).getPropertyValue('--row-dense');
      setHeight(Number.parseInt(value, 10) || ROW);
    };
    read();
    coarse.addEventListener('change', read);
    return () => coarse.removeEventListener('change', read);
  }, []);
  return height;
}

/**
 * The list of events, of which only what is in view is in the page. It stays where one reads: `onTop` says whether it is
 * scrolled to its top, so that new events can be held back otherwise.
 */
export function EventList({
  events,
  selected,
  fresh,
  onSelect,
  onTop,
  label,
}: {
  events: LiveEvent[];
  selected: string | null;
  fresh: ReadonlySet<string>;
  onSelect: (eventId: string) => void;
  onTop: (atTop: boolean) => void;
  label: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const height = useRowHeight();
  const rows = useVirtualizer({
    count: events.length,
    getScrollElement: () => box.current,
    estimateSize: () => height,
    getItemKey: (index) => events[index]?.id ?? index,
    overscan: 12,
    initialRect: { width: 600, height: 900 },
  });
  useEffect(() => rows.measure(), [height, rows]);
  const index = selected === null ? -1 : events.findIndex((event) => event.id === selected);
  const follow = useRef(selected);
  useEffect(() => {
    // Only a new selection scrolls; events that come in above must not move what one reads.
    if (follow.current === selected) return;
    follow.current = selected;
    if (index >= 0) rows.scrollToIndex(index, { align: 'auto' });
  }, [selected, index, rows]);
  return (
    <div
      ref={box}
      role="listbox"
      data-events
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={index >= 0 ? `event-${selected}` : undefined}
      onScroll={(event) => onTop(event.currentTarget.scrollTop < height)}
      className="min-h-0 flex-1 overflow-y-auto focus-visible:-outline-offset-2"
    >
      <div role="presentation" className="relative w-full" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map((row) => {
          const event = events[row.index];
          if (!event) return null;
          return (
            <EventRow
              key={event.id}
              id={`event-${event.id}`}
              event={event}
              top={row.start}
              height={height}
              selected={event.id === selected}
              fresh={fresh.has(event.id)}
              onSelect={onSelect}
            />
          );
        })}
      </div>
    </div>
  );
}
