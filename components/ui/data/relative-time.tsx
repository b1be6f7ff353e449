'use client';

import { useEffect, useState } from 'react';
import { formatAbsolute, formatDate, formatDue, formatRelative } from './format';

const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all times on the page. */
function onTick(listener: () => void): () => void {
  listeners.add(listener);
  timer ??= setInterval(() => listeners.forEach((each) => each()), 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/**
 * "4 s ago", kept current; the date from seven days on; the absolute time in the viewer's zone on hover. `at` is ISO 8601.
 * `due`: it is when something will happen, which is "now", not "4 s ago", when it is late.
 */
export function RelativeTime({ at, className, due = false }: { at: string; className?: string; due?: boolean }) {
  const time = Date.parse(at);
  const [now, setNow] = useState(() => Date.now());
  const [inBrowser, setInBrowser] = useState(false);
  useEffect(() => {
    setInBrowser(true);
    setNow(Date.now());
    return onTick(() => setNow(Date.now()));
  }, []);
  if (Number.isNaN(time)) return null;
  const zone = inBrowser ? undefined : 'UTC';
  return (
    <time
      dateTime={at}
      title={inBrowser ? formatAbsolute(time) : undefined}
      className={className ?? 'whitespace-nowrap'}
      suppressHydrationWarning
    >
      {(due ? formatDue : formatRelative)(time, now) ?? formatDate(time, zone)}
    </time>
  );
}
