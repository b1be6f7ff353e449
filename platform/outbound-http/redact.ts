import type { Exchange } from './outbound-context';
import { secretPattern } from './secret-pattern';

/** What stands in place of a secret. */
export const REDACTED = '[redacted]';
/** Shorter secrets would blank out half of an ordinary text; headers that carry them are masked by name. */
const SHORTEST = 4;
const SENSITIVE_NAME =
  /authori[sz]ation|cookie|token|secret|password|passwd|credential|api[-_]?key|access[-_]?key|^key$|signature|wsse|hmac|x-sign$/i;

/** Base64 of fewer bytes would be found where no secret is. */
const SHORTEST_CODED = 6;

/**
 * What is the same in the base64 of every text with `secret` in it. Three bytes become four characters, so it depends on
 * where the secret begins; the characters at both ends, which its neighbours have a part in, are left out.
 */
function coded(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes]);
    const whole = text.subarray(0, text.length - (text.length % 3));
    // The first group is of the secret alone only when nothing comes before it.
    const inner = whole.subarray(before === 0 ? 0 : 3);
    return inner.length < SHORTEST_CODED ? [] : [inner.toString('base64'), inner.toString('base64url')];
  });
}

/** Base64 of `secret` alone, and as one half of a pair. */
function encoded(secret: string): string[] {
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const made = [base64(secret), base64(`${secret}:`), base64(`:${secret}`)];
  return [...made, ...made.map((value) => value.replaceAll('=', ''))];
}

/** Replaces every occurrence of a secret in a text: as it is, escaped (form, URL, JSON, HTML), and within base64. */
export type RedactText = (text: string) => string;

const longestFirst = (needles: string[]) => [...new Set(needles)].sort((a, b) => b.length - a.length);

/** Removes what is coded, and with it the characters around that may hold the ends of the secret. */
function removeCoded(text: string, needle: string): string {
  if (!text.includes(needle)) return text;
  const exact = needle.replaceAll(/[+/]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`[\\w+/-]{0,4}${exact}[\\w+/-]{0,4}={0,2}`, 'g'), REDACTED);
}

/** Makes the function that removes `secrets` from texts. */
export function redactor(secrets: readonly string[]): RedactText {
  const long = secrets.filter((secret) => secret.length >= SHORTEST);
  const patterns = longestFirst(long).map(secretPattern);
  const needles = longestFirst(long.flatMap(encoded));
  const inside = longestFirst(long.flatMap(coded));
  return (text) => {
    const plain = patterns.reduce((rest, pattern) => rest.replaceAll(pattern, REDACTED), text);
    const left = needles.reduce((rest, needle) => rest.replaceAll(needle, REDACTED), plain);
    return inside.reduce(removeCoded, left);
  };
}

function redactUrl(text: string, redact: RedactText): string {
  if (!URL.canParse(text)) return redact(text);
  const url = new URL(text);
  const userInfo = url.username !== '' || url.password !== '';
  url.username = url.password = '';
  const names = [...url.searchParams.keys()].filter((name) => SENSITIVE_NAME.test(name));
  for (const name of names) url.searchParams.set(name, 'redacted');
  return redact(names.length > 0 || userInfo ? url.href : text);
}

function redactHeaders(headers: Record<string, string>, redact: RedactText): Record<string, string> {
  const pairs = Object.entries(headers);
  return Object.fromEntries(pairs.map(([name, value]) => [name, SENSITIVE_NAME.test(name) ? REDACTED : redact(value)]));
}

/** An exchange fit to be stored and shown: without the secrets, and without the values of headers that carry any. */
export function redactExchange({ request, response, durationMs }: Exchange, redact: RedactText): Exchange {
  return {
    request: {
      method: request.method,
      url: redactUrl(request.url, redact),
      headers: redactHeaders(request.headers, redact),
      body: redact(request.body),
    },
    response: response && {
      ...response,
      headers: redactHeaders(response.headers, redact),
      body: redact(response.body),
    },
    durationMs,
  };
}
