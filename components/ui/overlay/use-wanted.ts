'use client';

import { useEffect, useState } from 'react';

/**
 * For what is seldom opened: false until it is first opened, true from then on, so that its code is not part of the
 * page. The code is fetched once the page is idle, which makes the first opening immediate.
 */
export function useWanted(open: boolean, load: () => Promise<unknown>): boolean {
  const [wanted, setWanted] = useState(open);
  if (open && !wanted) setWanted(true);
  useEffect(() => {
    const fetch = () => void load().catch(() => undefined); // opening it fetches again, and then reports
    if (typeof requestIdleCallback === 'undefined') {
      const timer = setTimeout(fetch, 2000);
      return () => clearTimeout(timer);
    }
    const idle = requestIdleCallback(fetch, { timeout: 10_000 });
    return () => cancelIdleCallback(idle);
  }, [load]);
  return wanted || open;
}
