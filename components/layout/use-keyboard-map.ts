'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { mayLeave } from './may-leave';
import { placesOf } from './navigation';

const TYPING = 'input, textarea, select, [contenteditable="true"], [role="combobox"], [role="textbox"]';
/** What takes the keys while it is open. A list that is part of the page ([data-events]) is not. */
const OPEN = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]:not([data-events])';
/** How long after `g` the second key still counts. */
const SEQUENCE_MS = 1200;

/**
 * The keys that work everywhere: ⌘K or Ctrl K opens the palette, `g` then a letter goes to a place, `/` focuses the
 * page's search (`[data-page-search]` or the first search input), `?` shows the map. Keys typed into a field, or while
 * a dialog is open, are left alone.
 */
export function useKeyboardMap(slug: string, open: { palette: () => void; map: () => void }): void {
  const router = useRouter();
  const { palette, map } = open;
  useEffect(() => {
    let goPressedAt = -Infinity;
    const onKey = (event: KeyboardEvent) => {
      if ((event.metaKey || event.ctrlKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        palette();
        return;
      }
      const target = event.target instanceof Element ? event.target : null;
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || target?.closest(TYPING)) return;
      if (document.querySelector(OPEN)) return;
      // When the key was pressed, not when a busy page comes round to it.
      const now = event.timeStamp;
      if (now - goPressedAt < SEQUENCE_MS) {
        goPressedAt = -Infinity;
        const place = placesOf(slug)
          .flatMap((group) => group.places)
          .find(({ letter }) => letter === event.key);
        if (place) {
          event.preventDefault();
          if (mayLeave(place.href)) router.push(place.href);
        }
        return;
      }
      if (event.key === 'g') goPressedAt = now;
      else if (event.key === '?') {
        event.preventDefault();
        map();
      } else if (event.key === '/') {
        const search = document.querySelector<HTMLElement>('main [data-page-search], main input[type="search"]');
        if (!search) return;
        event.preventDefault();
        search.focus();
      }
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [slug, router, palette, map]);
}
