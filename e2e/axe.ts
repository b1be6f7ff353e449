import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { interactive } from './interactive';

/** Resolves when nothing on the page fades or slides any more; what runs for ever (a pulse) does not count. */
async function atRest(page: Page): Promise<void> {
  await interactive(page);
  await page.evaluate(async () => {
    const ends = (animation: Animation) => animation.effect?.getComputedTiming().endTime !== Infinity;
    const moving = document.getAnimations().filter(ends);
    await Promise.all(moving.map((animation) => animation.finished.catch(() => undefined)));
  });
}

/** The problems of the page as it stands (WCAG 2.2 AA), each with its place; half faded in, every text lacks contrast. */
export async function problemsOf(page: Page): Promise<string[]> {
  await atRest(page);
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')} ${failureSummary}`),
  );
}
