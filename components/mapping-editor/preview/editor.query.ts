import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { FetchedChoices } from '@/catalog/destinations/run/contract';
import type { SampleEvents } from '@/control-plane/mapping-preview/list-sample-events';
import type { MappingTrial } from '@/control-plane/mapping-preview/preview-mapping';
import type { SeenProperties } from '@/control-plane/seen-properties/list-seen-properties';
import type { JsonObject } from '@/spec/event';

/** Which event a mapping is tried on. */
export type ChosenEvent =
  { kind: 'stored'; id: string } | { kind: 'pasted'; payload: JsonObject } | { kind: 'generated' };

/** Fetches JSON of this site; with `body` it is a question that does not fit an address. */
async function fetchJson<T>(url: string, signal: AbortSignal, body?: unknown): Promise<T> {
  const response = await fetch(url, {
    signal,
    headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  if (!response.ok) {
    const answer = (await response.json().catch(() => null)) as { message?: string } | null;
    throw new Error(answer?.message ?? `The server answered ${response.status}.`);
  }
  return (await response.json()) as T;
}

/** The properties seen on the source. `base` is the address of the editor's data. */
export function seenPropertiesQuery(base: string) {
  return queryOptions({
    queryKey: ['seen-properties', base],
    queryFn: ({ signal }) => fetchJson<SeenProperties>(`${base}/properties`, signal),
    staleTime: 60_000,
  });
}

/** The recent events that the mapping can be tried on, anew now and then. */
export function sampleEventsQuery(base: string, trigger: string) {
  return queryOptions({
    queryKey: ['sample-events', base, trigger],
    queryFn: ({ signal }) =>
      fetchJson<SampleEvents>(`${base}/events?${new URLSearchParams({ trigger }).toString()}`, signal),
    placeholderData: keepPreviousData,
    refetchInterval: 15_000,
  });
}

/** What is tried. */
export interface PreviewQuestion {
  actionSlug: string;
  trigger: string;
  mapping: JsonObject;
  event: ChosenEvent;
}

const asAnswered = (trial: MappingTrial): MappingTrial => trial;

/** What the mapping makes of the event. A newer question cancels the older; the older answer stands until then. */
export function mappingPreviewQuery(base: string, question: PreviewQuestion | null) {
  return queryOptions({
    queryKey: ['mapping-preview', base, question],
    queryFn: ({ signal }) => fetchJson<MappingTrial>(`${base}/preview`, signal, question),
    enabled: question !== null,
    placeholderData: keepPreviousData,
    // What is selected keeps the objects of the answer before wherever the two are equal: those rows are not drawn again.
    select: asAnswered,
    gcTime: 30_000,
    retry: 1,
  });
}

/** Asks the vendor what a dynamic field may hold. */
export function askChoices(
  base: string,
  question: { actionSlug: string; field: string; mapping: JsonObject; page?: string },
  signal: AbortSignal,
): Promise<FetchedChoices> {
  return fetchJson<FetchedChoices>(`${base}/choices`, signal, question);
}
