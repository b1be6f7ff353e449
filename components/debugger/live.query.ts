import { queryOptions } from '@tanstack/react-query';
import type { DestinationOutcome } from '@/control-plane/debugger/get-event';
import type { LiveEvent, LiveEvents } from '@/control-plane/debugger/live-event';

/** Which source, as the live routes want it. */
export interface LiveSource {
  /** Slug. */
  workspace: string;
  sourceId: string;
}

/** An answer of a live route that is not a success. */
export class LiveError extends Error {
  override name = 'LiveError';
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

function address({ workspace, sourceId }: LiveSource, rest = '', query: Record<string, string> = {}): string {
  const search = new URLSearchParams({ workspace, ...query });
  return `/api/live/sources/${encodeURIComponent(sourceId)}${rest}?${search.toString()}`;
}

/** Where the stream of a source is, from a cursor on. */
export function streamAddress(source: LiveSource, after: string): string {
  return address(source, '', { after });
}

async function getJson<T>(url: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(url, { signal, headers: { accept: 'application/json' } });
  const body = (await response.json().catch(() => null)) as { error?: { message?: string } } | null;
  if (!response.ok)
    throw new LiveError(response.status, body?.error?.message ?? `The server answered ${response.status}.`);
  return body as T;
}

/** The events since a cursor, asked every two seconds: for when the stream does not get through. */
export function pollQuery(source: LiveSource, cursor: () => string, enabled: boolean) {
  return queryOptions({
    queryKey: ['live-events', source.sourceId],
    queryFn: ({ signal }) => getJson<LiveEvents>(address(source, '/events', { after: cursor() }), signal),
    enabled,
    refetchInterval: 2000,
    gcTime: 0,
    staleTime: 0,
  });
}

/** What `eventQuery` answers. */
export interface EventAnswer {
  event: LiveEvent;
  outcomes: DestinationOutcome[];
}

/** One event with where it stands at each destination; asked again while something may still change. */
export function eventQuery(source: LiveSource, eventId: string | null) {
  return queryOptions({
    queryKey: ['live-event', source.sourceId, eventId],
    queryFn: ({ signal }) => getJson<EventAnswer>(address(source, `/events/${eventId ?? ''}`), signal),
    enabled: eventId !== null,
    retry: (count, error) => count < 2 && !(error instanceof LiveError && error.status < 500),
    refetchInterval: ({ state }) => (state.data && mayChange(state.data) ? 2000 : false),
  });
}

/** Shortest text that is looked up as a messageId; anything shorter is a word somebody searches for. */
const SHORTEST_ID = 12;

/** Events by a messageId or request id that the list does not have; asked only for what can be one. */
export function findQuery(source: LiveSource, search: string, wanted: boolean) {
  const id = search.trim();
  return queryOptions({
    queryKey: ['live-find', source.sourceId, id],
    queryFn: ({ signal }) => getJson<{ events: LiveEvent[] }>(address(source, '/find', { id }), signal),
    enabled: wanted && id.length >= SHORTEST_ID && !/\s/.test(id),
    staleTime: 5000,
    retry: false,
  });
}

const SETTLING_MS = 60_000;

function mayChange({ event, outcomes }: EventAnswer): boolean {
  if (event.outcome !== 'successfully_received') return false;
  if (outcomes.some((outcome) => outcome.outcome === 'pending_retry')) return true;
  return outcomes.length === 0 && Date.now() - Date.parse(event.receivedAt) < SETTLING_MS;
}
