'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { CatalogDetails } from '@/control-plane/destinations/get-catalog-details';

/** What is known of the chosen entry: its details, that they are on their way, or why they did not come. */
export type DetailsState =
  { state: 'none' } | { state: 'loading' } | { state: 'failed' } | { state: 'there'; details: CatalogDetails };

async function fetchDetails(base: string, type: string): Promise<CatalogDetails> {
  const answer = await fetch(`${base}/catalog/details?type=${encodeURIComponent(type)}`);
  if (!answer.ok) throw new Error(`details: ${answer.status}`);
  return (await answer.json()) as CatalogDetails;
}

/**
 * Details of the chosen type, fetched once each; `look` fetches them ahead, when somebody points at an entry. `first` came
 * with the page.
 */
export function useCatalogDetails(base: string, type: string | null, first: CatalogDetails | null) {
  const known = useRef(new Map<string, Promise<CatalogDetails>>(first ? [[first.type, Promise.resolve(first)]] : []));
  const [shown, show] = useState<CatalogDetails | null>(first);
  const [failed, setFailed] = useState<string | null>(null);
  const [tries, setTries] = useState(0);

  const look = useCallback(
    (wanted: string): Promise<CatalogDetails> => {
      const before = known.current.get(wanted);
      if (before) return before;
      const asked = fetchDetails(base, wanted);
      known.current.set(wanted, asked);
      asked.catch(() => known.current.delete(wanted));
      return asked;
    },
    [base],
  );
  useEffect(() => {
    if (!type) return;
    let current = true;
    setFailed(null);
    look(type).then(
      (details) => current && show(details),
      () => current && setFailed(type),
    );
    return () => {
      current = false;
    };
  }, [type, look, tries]);

  const details: DetailsState = !type
    ? { state: 'none' }
    : shown?.type === type
      ? { state: 'there', details: shown }
      : { state: failed === type ? 'failed' : 'loading' };
  return { details, look, retry: () => setTries((count) => count + 1) };
}
