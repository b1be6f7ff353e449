import type { JsonObject } from '@/spec/event';
import { refuseEvent, refuseSettings } from '../kit/refuse';

const CONTROL = /\p{Cc}/gu;

/**
 * The address of a call: `path` below `base`, with `query` added. What an event fills in can change path and query, never
 * the host that the credentials go to. @throws a refusal that says what is wrong.
 */
export function callAddress(base: string, path: string | undefined, query: JsonObject = {}): string {
  if (!URL.canParse(base)) throw refuseSettings('The base URL is not an absolute http or https URL.');
  const root = new URL(base);
  // A URL leaves out control characters without a word, which could make a step of dots of what was none.
  const below = (path ?? '').trim().replace(CONTROL, encodeURIComponent).replace(/^\/+/, '');
  const [beforeQuery = '', ...afterQuery] = below.split('?');
  const prefix = root.pathname.replace(/\/+$/, '');
  const steps = beforeQuery.split('/').map(decoded);
  if (steps.some((step) => step === '..' || step === '.'))
    throw refuseEvent('The path must not contain "." or ".." as a step.');
  const url = new URL(root.href);
  url.hash = '';
  url.pathname = beforeQuery
    ? `${prefix}/${beforeQuery.replaceAll('\\', '%5C').replaceAll('#', '%23')}`
    : root.pathname;
  for (const [key, value] of new URLSearchParams(afterQuery.join('?'))) url.searchParams.append(key, value);
  for (const [key, value] of Object.entries(query)) {
    if (value === null) continue;
    const values = Array.isArray(value) ? value : [value];
    for (const one of values) url.searchParams.append(key, typeof one === 'object' ? JSON.stringify(one) : String(one));
  }
  const inside = url.pathname === root.pathname || url.pathname.startsWith(`${prefix}/`);
  if (!inside) throw refuseEvent('The path leads out of the base URL.');
  if (url.origin !== root.origin) throw refuseEvent('The path leads to another host than the base URL.');
  return url.href;
}

function decoded(step: string): string {
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
