import { STEP } from '../layout/history-steps';

/** As much as is used here of the browser's Navigation API, which TypeScript does not know yet. */
interface EntryIndex {
  currentEntry: { index: number } | null;
}

/** The place of the page shown in the tab's history; undefined where the browser does not say. */
const placeInHistory = () => (window as { navigation?: EntryIndex }).navigation?.currentEntry?.index;

/** Steps back and forward that the router never hears of, and how to let one through after all. */
export interface HistoryGuard {
  /** Goes where the person wanted to go. */
  leave: () => void;
  remove: () => void;
}

/**
 * Holds the page while the person goes back or forward in the browser: the step is undone before the router sees it, and
 * `onStep` is told. The history stays as it was, so that nobody is trapped and later pages are still there. Steps within
 * the page (another query or fragment) pass. Leaving for another document is the browser's own question (`beforeunload`).
 */
export function guardHistory(onStep: () => void): HistoryGuard {
  const home = { path: window.location.pathname, place: placeInHistory() };
  let steps = 0;
  let undoing = false;
  const onStepTaken = (event: Event) => {
    if (undoing && window.location.pathname === home.path) {
      undoing = false;
      event.preventDefault();
      onStep();
      return;
    }
    if (window.location.pathname === home.path) return;
    event.preventDefault();
    const place = placeInHistory();
    // Without the place, it was most likely one step back.
    steps = place === undefined || home.place === undefined ? -1 : place - home.place;
    undoing = true;
    window.history.go(-steps);
  };
  window.addEventListener(STEP, onStepTaken);
  const remove = () => window.removeEventListener(STEP, onStepTaken);
  return {
    leave: () => {
      remove();
      window.history.go(steps);
    },
    remove,
  };
}
