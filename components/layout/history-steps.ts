/** Told on the window for each step back or forward before the router hears of it; who prevents it holds the page. */
export const STEP = 'switchyard:step';

/**
 * Listens before the router does, which only works from the first moment of a document on: events at the window reach
 * listeners in the order in which they came.
 */
if (typeof window !== 'undefined') {
  window.addEventListener('popstate', (event) => {
    if (!window.dispatchEvent(new CustomEvent(STEP, { cancelable: true }))) event.stopImmediatePropagation();
  });
}
