'use client';

import { useEffect, useRef, useState } from 'react';
import type { SetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import type { SetupType } from './new-destination';
import { firstDraft, keepDraft, restoreDraft, type Draft } from './setup-draft';

/**
 * The state of the add page. What was typed outlives a reload and a look elsewhere, in this tab only; secrets do not.
 * `forget` drops what is kept once the destination is made.
 */
export function useSetup(type: SetupType, choices: SetupChoices, wantedSource: string | null, base: string) {
  const key = `new-destination ${base} ${type.type}`;
  const [first] = useState(() => firstDraft(type, choices, wantedSource));
  const [draft, setDraft] = useState(first);
  const given = useRef({ type, choices, first });
  const touched = useRef(false);
  useEffect(() => {
    const { type: kind, choices: known, first: fresh } = given.current;
    if (!touched.current) setDraft(restoreDraft(sessionStorage.getItem(key), fresh, kind, known));
  }, [key]);

  const change = (part: Partial<Draft>) => {
    touched.current = true;
    setDraft((now) => {
      const next = { ...now, ...part };
      sessionStorage.setItem(key, keepDraft(next, type.settings));
      return next;
    });
  };
  return { draft, change, forget: () => sessionStorage.removeItem(key) };
}
