import type { Page } from '@playwright/test';

/** What React tells its developer tools of a component that it has drawn. */
interface Fiber {
  alternate: Fiber | null;
  child: Fiber | null;
  sibling: Fiber | null;
  flags: number;
  memoizedProps: Record<string, unknown> | null;
}

/**
 * Counts which rows of the mapping editor are drawn, as React's developer tools do ("Highlight updates"). Call it before
 * the page is opened. The answer takes the paths of the rows that were drawn since it was last asked.
 */
export async function countDrawnRows(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const PERFORMED_WORK = 1;
    const drawn: string[] = [];
    const look = (fiber: Fiber) => {
      const props = fiber.memoizedProps;
      const isRow = typeof props === 'object' && props !== null && 'required' in props && 'depth' in props;
      const isDrawn = fiber.alternate === null || (fiber.flags & PERFORMED_WORK) !== 0;
      if (isRow && isDrawn) drawn.push(String(props.path));
      // What is below was left as it is.
      if (fiber.alternate?.child === fiber.child) return;
      for (let child = fiber.child; child; child = child.sibling) look(child);
    };
    Object.assign(window, {
      drawnRows: drawn,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        isDisabled: false,
        renderers: new Map(),
        inject: () => 1,
        checkDCE: () => undefined,
        onScheduleFiberRoot: () => undefined,
        onPostCommitFiberRoot: () => undefined,
        onCommitFiberUnmount: () => undefined,
        onCommitFiberRoot: (_renderer: number, root: { current: Fiber }) => look(root.current),
      },
    });
  });
  return () => page.evaluate(() => (window as unknown as { drawnRows: string[] }).drawnRows.splice(0));
}
