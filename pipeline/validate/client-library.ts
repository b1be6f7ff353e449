import type { Json } from '@/spec/event';
import { isJsonObject } from './json-object';

/** Where an event was made: it decides whether the request's address and browser are the user's own. */
export type Channel = 'browser' | 'mobile' | 'server';

const BROWSER = /^(@segment\/)?(analytics\.js|analytics-next|analytics-browser)$/i;
const MOBILE =
  /^(@segment\/)?analytics[-_.](ios|android|swift|kotlin|react-native|flutter|xamarin)(\b|_|$)|^(ios|android|flutter|react-native)-analytics/i;

/** The channel of the library named in an event's context (segment-facts 1.8); null when no library is named. */
export function libraryChannel(library: Json | undefined): Channel | null {
  const name = isJsonObject(library) ? library.name : undefined;
  if (typeof name !== 'string' || name === '') return null;
  if (BROWSER.test(name)) return 'browser';
  return MOBILE.test(name) ? 'mobile' : 'server';
}
