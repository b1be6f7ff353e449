import type { Json } from '@/spec/event';

/** JSON text made readable; any other text as it is. */
export function payloadText(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

function isObject(value: Json | undefined): value is Record<string, Json> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function scalar(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function headerLines(headers: Json | undefined): string[] {
  return isObject(headers) ? Object.entries(headers).map(([name, value]) => `${name}: ${scalar(value)}`) : [];
}

function bodyText(body: Json | undefined): string {
  if (body === undefined || body === null || body === '') return '';
  return typeof body === 'string' ? payloadText(body) : JSON.stringify(body, null, 2);
}

/** A request as it reads on the wire: line, headers, body. */
export function requestText(request: Json): string {
  if (!isObject(request)) return 'Nothing was sent.';
  const line = `${scalar(request.method) || 'POST'} ${scalar(request.url)}`;
  return [line, ...headerLines(request.headers), '', bodyText(request.body)].join('\n').trimEnd();
}

/** A response as it reads on the wire: status, headers, body. */
export function responseText(response: Json): string {
  if (!isObject(response)) return 'There was no response.';
  const cut = response.truncated === true ? '\n\n(The rest was not kept.)' : '';
  const text = [scalar(response.status), ...headerLines(response.headers), '', bodyText(response.body)].join('\n');
  return `${text.trimEnd()}${cut}`;
}
