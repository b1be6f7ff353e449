'use client';

import { useEffect, useState } from 'react';

/** How long after the last key something is tried. */
const PAUSE_MS = 250;

/** The value a moment after it was last changed. */
export function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
