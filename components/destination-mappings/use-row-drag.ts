'use client';

import { useRef, useState, type PointerEvent } from 'react';
import { placeAfterDrop } from './move-item';

/** A row being dragged by its handle: which, and before which row it would be let go. */
interface Drag {
  from: number;
  before: number;
}

/** Drags rows of a list by a handle, with mouse, pen or finger. Rows stay where they are until the row is let go. */
export function useRowDrag(onMove: (from: number, to: number) => void) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [drag, setDrag] = useState<Drag | null>(null);

  /** How many rows have their middle above a height on the screen. */
  const rowsAbove = (y: number) => {
    const rows = [...(body.current?.rows ?? [])];
    const below = rows.findIndex((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y < top + height / 2;
    });
    return below < 0 ? rows.length : below;
  };
  const handle = (from: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDrag({ from, before: from });
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (drag) setDrag({ from, before: rowsAbove(event.clientY) });
    },
    // Where it is let go counts: on a busy page the last move may not be drawn yet.
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (drag) onMove(from, placeAfterDrop(from, rowsAbove(event.clientY)));
      setDrag(null);
    },
    onPointerCancel: () => setDrag(null),
  });
  return { body, drag, handle };
}
