'use client';

import { useRef, useState } from 'react';
import type { Json } from '@/spec/event';
import type { ActionAnswer } from '../destination-page/action-answer';

/** Asks the server whether it may send to an address: null, or why not. */
export type AddressCheck = (url: string) => Promise<ActionAnswer<string | null>>;

const IS_ADDRESS = /^https?:\/\/\S+$/i;

/** Warnings about addresses that this server would not send to, by field; `judge` asks about one that was typed. */
export function useAddressWarnings(check: AddressCheck | undefined) {
  const [warnings, setWarnings] = useState<Record<string, string>>({});
  const asked = useRef<Record<string, string>>({});
  const judge = (key: string, value: Json | undefined) => {
    const url = typeof value === 'string' ? value.trim() : '';
    if (!check || asked.current[key] === url) return;
    asked.current[key] = url;
    const set = (warning: string | null) => {
      if (asked.current[key] !== url) return;
      setWarnings(({ [key]: _, ...others }) => (warning ? { ...others, [key]: warning } : others));
    };
    if (!IS_ADDRESS.test(url)) return set(null);
    check(url).then(
      (answer) => set(answer.ok ? answer.value : null),
      () => set(null), // a warning that cannot be had is none; the delivery itself is always checked
    );
  };
  return { warnings, judge };
}
