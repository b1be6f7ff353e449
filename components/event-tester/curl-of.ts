import type { ExchangeView } from '@/control-plane/event-tester/test-view';

/** Set by curl itself. */
const OWN = new Set(['content-length', 'host', 'connection']);

const quoted = (text: string) => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A request as a curl command. What was redacted stays redacted and is to be filled in. */
export function curlOf({ method, url, headers, body }: ExchangeView['request']): string {
  const lines = [`curl -X ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers))
    if (!OWN.has(name.toLowerCase())) lines.push(`-H ${quoted(`${name}: ${value}`)}`);
  if (body !== '') lines.push(`--data-raw ${quoted(body)}`);
  return lines.join(' \\\n  ');
}
