import { selectors, type Page } from '@playwright/test';

/**
 * Runs in the page: finds the document as long as it is one of ours and cannot yet do what it shows. It can when its
 * stream has ended, React has taken over every control, and the browser has since been idle once, so that effects (which
 * listen for keys) have run. What streams or is taken over later starts this anew.
 */
function notYetInteractive() {
  const CONTROLS = 'a[href], button, input, select, textarea, summary';
  let settled = false;
  const isOwn = () => '__next_f' in window;
  const isWhole = () => document.readyState !== 'loading' && document.querySelector('template[id^="B:"]') === null;
  const isTakenOver = (control: Element) => Object.keys(control).some((key) => key.startsWith('__reactProps$'));
  const find = () => {
    if (!isOwn() || !document.body) return [];
    if (!isWhole() || ![...document.body.querySelectorAll(CONTROLS)].every(isTakenOver)) settled = false;
    else if (!settled) requestIdleCallback(() => (settled = true), { timeout: 5000 });
    return settled ? [] : [document.documentElement];
  };
  return { query: () => find()[0] ?? null, queryAll: find };
}

const SELECTOR = 'not-yet-interactive=document';

/** Makes `interactive` and `waitsUntilInteractive` work; once in a worker, before there is a page. */
export async function registerInteractive(): Promise<void> {
  await selectors.register('not-yet-interactive', notYetInteractive);
}

/** Resolves when what the page shows works. Needed before keys and the mouse alone, which wait for nothing. */
export async function interactive(page: Page): Promise<void> {
  await page.locator(SELECTOR).waitFor({ state: 'detached' });
}

/**
 * From now on every action and expectation on the page waits until the document that it meets is interactive: a person
 * does not click and type within milliseconds of the first paint either, and what comes sooner would be lost or not as
 * the machine's speed has it.
 */
export async function waitsUntilInteractive(page: Page): Promise<Page> {
  await page.addLocatorHandler(page.locator(SELECTOR), () => Promise.resolve());
  return page;
}
