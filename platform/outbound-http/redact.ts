import type { Exchange } from './outbound-context';

/** What stands in place of a secret. */
export const REDACTED = '[redacted]';
/** Shorter secrets would blank out half of an ordinary text; headers that carry them are masked by name. */
const SHORTEST = 4;
const SENSITIVE_NAME =
  /authori[sz]ation|cookie|token|secret|password|passwd|credential|api[-_]?key|access[-_]?key|^key$/i;

function forms(secret: string): string[] {
  const base64 = (value: string) => Buffer.from(value).toString('base64');
  const plain = [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
  const encoded = [base64(secret), base64(`${secret}:`), base64(`:${secret}`)];
  return [...plain, ...encoded, ...encoded.map((value) => value.replaceAll('=', ''))];
}

/** Replaces every occurrence of a secret in a text: as it is, JSON-escaped, URL-encoded and in Basic authorization. */
export type RedactText = (text: string) => string;

/** Makes the function that removes `secrets` from texts. */
export function redactor(secrets: readonly string[]): RedactText {
  const needles = [...new Set(secrets.filter((secret) => secret.length >= SHORTEST).flatMap(forms))].sort(
    (a, b) => b.length - a.length,
  );
  return (text) => needles.reduce((left, needle) => left.replaceAll(needle, REDACTED), text);
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
