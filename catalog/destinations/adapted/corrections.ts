import type { JsonObject } from '@/spec/event';
import type { RequestOptions } from './with-request';

/** A form without fields whose value was lost on the way ("undefined"). */
export function withoutLostFields(options: RequestOptions): RequestOptions {
  if (!(options.body instanceof URLSearchParams)) return options;
  return { ...options, body: new URLSearchParams([...options.body].filter(([, value]) => value !== 'undefined')) };
}

const isText = (value: unknown): value is string => typeof value === 'string';

/** Seconds since 1970 of an ISO date; what is no date, or is seconds already, stays as it is. */
function seconds(time: unknown): unknown {
  if (!isText(time) || /^\d+$/.test(time)) return time;
  const at = Date.parse(time);
  return Number.isNaN(at) ? time : Math.floor(at / 1000);
}

/** Events of Meta's Conversions API with their time in seconds, as its page asks, where a mapping gives a date. */
export function withTimesInSeconds(options: RequestOptions): RequestOptions {
  const json = options.json as { data?: unknown } | undefined;
  if (!Array.isArray(json?.data)) return options;
  const events = json.data as Record<string, unknown>[];
  return {
    ...options,
    json: { ...json, data: events.map((one) => ({ ...one, event_time: seconds(one.event_time) })) },
  };
}

/**
 * Parameters of Pipedrive's search together with the token. Left to the library, which merges them into those that every
 * request has, they get one of the name "headers" beside.
 */
export function withParametersWhole(options: RequestOptions, settings: JsonObject): RequestOptions {
  const { apiToken } = settings;
  if (!options.searchParams || typeof apiToken !== 'string') return options;
  const all = new URLSearchParams(options.searchParams);
  all.set('api_token', apiToken);
  // As text: the library merges whatever is an object.
  return { ...options, searchParams: all.toString() };
}
