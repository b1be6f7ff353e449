'use client';

import { useEffect, useRef, useState } from 'react';
import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import type { ActionAnswer } from '../destination-page/action-answer';

/** Asks the server whether it may send to an address: null, or why not. */
export type AddressCheck = (url: string) => Promise<ActionAnswer<string | null>>;

const IS_ADDRESS = /^https?:\/\/[^\s/]+/i;
/** Long enough that an address is typed. */
const PAUSE_MS = 500;

/** The addresses among the values of `fields`, by field; secrets are none. */
function addressesOf(fields: readonly FieldMetadata[], values: JsonObject): Record<string, string> {
  const found: Record<string, string> = {};
  for (const { key, type } of fields) {
    const value = values[key];
    if (type !== 'password' && typeof value === 'string' && IS_ADDRESS.test(value.trim())) found[key] = value.trim();
  }
  return found;
}

/** By field, why this server would not send to the address in it; each address is asked about once. */
export function useAddressWarnings(
  check: AddressCheck | undefined,
  fields: readonly FieldMetadata[],
  values: JsonObject,
): Record<string, string | null | undefined> {
  const [judged, setJudged] = useState<Record<string, string | null>>({});
  const asked = useRef(new Set<string>());
  const addresses = addressesOf(fields, values);
  const wanted = JSON.stringify(Object.values(addresses));
  useEffect(() => {
    if (!check) return;
    const timer = setTimeout(() => {
      for (const url of JSON.parse(wanted) as string[]) {
        if (asked.current.has(url)) continue;
        asked.current.add(url);
        check(url).then(
          (answer) => setJudged((now) => ({ ...now, [url]: answer.ok ? answer.value : null })),
          () => asked.current.delete(url), // a warning that cannot be had is none; the delivery itself is always checked
        );
      }
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [check, wanted]);
  return Object.fromEntries(Object.entries(addresses).map(([key, url]) => [key, judged[url]]));
}
