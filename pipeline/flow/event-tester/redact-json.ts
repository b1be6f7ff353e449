import type { RedactText } from '@/platform/outbound-http/redact';
import type { Json } from '@/spec/event';

/** `value` with every text in it, keys included, put through `redact`. */
export function redactJson<T extends Json>(value: T, redact: RedactText): T {
  if (typeof value === 'string') return redact(value) as T;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item) => redactJson(item, redact)) as T;
  const entries = Object.entries(value).map(([key, item]) => [redact(key), redactJson(item, redact)] as const);
  return Object.fromEntries(entries) as T;
}
