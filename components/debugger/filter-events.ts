import type { LiveEvent } from '@/control-plane/debugger/live-event';

/** Which events of the list are shown. */
export interface EventFilter {
  /** Searched in the whole payload, whatever the case. */
  search: string;
  /** One of the six calls, 'unknown', or '' for all. */
  type: string;
  verdict: '' | 'accepted' | 'refused';
}

/** Whether anything is left out at all. */
export function isFiltering(filter: EventFilter): boolean {
  return filter.search.trim() !== '' || filter.type !== '' || filter.verdict !== '';
}

/** The events that pass the filter, in their order. */
export function filterEvents(events: LiveEvent[], filter: EventFilter): LiveEvent[] {
  if (!isFiltering(filter)) return events;
  const needle = filter.search.trim().toLowerCase();
  const inJson = JSON.stringify(needle).slice(1, -1);
  return events.filter((event) => {
    if (filter.type && event.type !== filter.type) return false;
    if (filter.verdict && (event.outcome === 'successfully_received') !== (filter.verdict === 'accepted')) return false;
    if (!needle) return true;
    const payload = event.payload.toLowerCase();
    return payload.includes(needle) || payload.includes(inJson) || (event.reason?.includes(needle) ?? false);
  });
}
