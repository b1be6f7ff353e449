'use client';

import { useCallback, useLayoutEffect, useRef } from 'react';

/**
 * A handler that stays the same function while what it does follows the newest render, so that what it is given to need
 * not be drawn again. Not to be called while drawing.
 */
export function useStable<Args extends unknown[]>(handler: (...args: Args) => void): (...args: Args) => void {
  const latest = useRef(handler);
  useLayoutEffect(() => {
    latest.current = handler;
  });
  return useCallback((...args: Args) => latest.current(...args), []);
}
