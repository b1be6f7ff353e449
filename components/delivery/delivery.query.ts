import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { DeliveryPage } from '@/control-plane/deliveries/list-deliveries';
import type { DeliverySummary } from '@/control-plane/delivery-metrics/get-delivery-summary';
import type { AttemptSampleView } from '@/control-plane/delivery-metrics/list-attempt-samples';
import type { DeliveryPeriod } from '@/control-plane/delivery-metrics/period-names.schema';

/** Fetches JSON of this site; a session that has ended leads to the sign-in page. */
async function fetchJson<T>(url: string): Promise<T> {
  const response = await fetch(url, { headers: { accept: 'application/json' } });
  if (response.status === 401) {
    const here = window.location.pathname + window.location.search;
    window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
    throw new Error('You have been signed out.');
  }
  if (!response.ok) {
    const body = (await response.json().catch(() => null)) as { message?: string } | null;
    throw new Error(body?.message ?? `The server answered ${response.status}.`);
  }
  return (await response.json()) as T;
}

/** What happened at a destination in a period, anew every 5 seconds. `base` is the address of its Event Delivery tab. */
export function deliverySummaryQuery(base: string, period: DeliveryPeriod) {
  return queryOptions({
    queryKey: ['delivery-summary', base, period],
    queryFn: () => fetchJson<DeliverySummary>(`${base}/data?period=${period}`),
    refetchInterval: 5_000,
    placeholderData: keepPreviousData,
  });
}

/** The newest exchanges that ended with `reason`. */
export function attemptSamplesQuery(base: string, reason: string) {
  return queryOptions({
    queryKey: ['attempt-samples', base, reason],
    queryFn: () => fetchJson<{ items: AttemptSampleView[] }>(`${base}/samples?reason=${encodeURIComponent(reason)}`),
    refetchInterval: 15_000,
  });
}

/** What the list of single deliveries is asked for; '' means everything. */
export interface DeliveriesAsked {
  state: 'waiting' | 'failed';
  reason: string;
  eventType: string;
  eventName: string;
  /** Minutes back from now. */
  since: string;
  cursor: string;
}

/** Deliveries that wait or failed for good, anew every 5 seconds. */
export function deliveriesQuery(base: string, asked: DeliveriesAsked) {
  return queryOptions({
    queryKey: ['delivery-list', base, asked],
    queryFn: () => {
      const { since, ...plain } = asked;
      const given = Object.entries(plain).filter(([, value]) => value !== '');
      const query = new URLSearchParams(given);
      if (since !== '') query.set('from', new Date(Date.now() - Number(since) * 60_000).toISOString());
      return fetchJson<DeliveryPage>(`${base}/deliveries?${query.toString()}`);
    },
    refetchInterval: 5_000,
    placeholderData: keepPreviousData,
  });
}
