'use client';

import { useEffect, useRef } from 'react';

/** What the debugger's keys do. */
export interface DebuggerKeys {
  /** j, k and the arrows. */
  move: (step: 1 | -1) => void;
  open: () => void;
  close: () => void;
  togglePause: () => void;
  search: () => void;
  /** c */
  copyId: () => void;
}

const STEPS: Record<string, 1 | -1> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

/** Listens for the debugger's keys, except while one types or is in a part with keys of its own. */
export function useDebuggerKeys(keys: DebuggerKeys): void {
  const current = useRef(keys);
  useEffect(() => {
    current.current = keys;
  });
  useEffect(() => {
    const handle = (event: KeyboardEvent) => {
      const target = event.target instanceof HTMLElement ? event.target : document.body;
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
      if (target.matches('input, textarea, select, [contenteditable]')) {
        if (event.key === 'Escape') target.blur();
        return;
      }
      if (target.closest('[role=dialog], [role=menu], [role=listbox]:not([data-events]), [role=tree]')) return;
      const onControl = target.closest('button, a, [role=radio], [role=combobox]') !== null;
      const step = STEPS[event.key];
      if (step && !(onControl && event.key.startsWith('Arrow'))) current.current.move(step);
      else if (event.key === 'Enter' && !onControl) current.current.open();
      else if (event.key === 'Escape') current.current.close();
      else if (event.key === ' ' && !onControl) current.current.togglePause();
      else if (event.key === '/') current.current.search();
      else if (event.key === 'c') current.current.copyId();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', handle);
    return () => window.removeEventListener('keydown', handle);
  }, []);
}
