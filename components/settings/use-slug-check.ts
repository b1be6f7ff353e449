'use client';

import { useEffect, useState } from 'react';

/** What is known about a slug: nothing yet, being asked, or the answer. */
export type SlugCheck =
  { state: 'idle' | 'checking' } | { state: 'done'; slug: string; available: boolean; reason: string | null };

const QUIET_MS = 300;

/** Asks whether `slug` can be had, 300 ms after the last keystroke; answers to older questions are dropped. */
export function useSlugCheck(
  slug: string,
  ask: (slug: string) => Promise<{ available: true } | { available: false; reason: string }>,
  current?: string,
): SlugCheck {
  const [check, setCheck] = useState<SlugCheck>({ state: 'idle' });
  useEffect(() => {
    if (slug === '' || slug === current) {
      setCheck({ state: 'idle' });
      return;
    }
    let outdated = false;
    setCheck({ state: 'checking' });
    const timer = setTimeout(() => {
      ask(slug).then(
        (answer) => {
          if (outdated) return;
          setCheck({
            state: 'done',
            slug,
            available: answer.available,
            reason: answer.available ? null : answer.reason,
          });
        },
        () => {
          if (!outdated) setCheck({ state: 'idle' });
        },
      );
    }, QUIET_MS);
    return () => {
      outdated = true;
      clearTimeout(timer);
    };
  }, [slug, current, ask]);
  return check;
}
