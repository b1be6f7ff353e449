import { gunzipSync } from 'node:zlib';
import type { Json, JsonObject } from '@/spec/event';
import type { EdgeRequest } from './edge/edge';

/** A request as a fixture shows it: a person can read it, and each secret is a marker with the key of its setting. */
export interface ReadableRequest {
  /** "POST https://…" */
  request: string;
  headers: Record<string, string>;
  /** The body: as JSON, as a form, as lines of text, or, when it is no text, in base64. */
  json?: Json;
  form?: Record<string, string>;
  text?: string | string[];
  bytes?: string;
}

/** Of the connection, the machine or the library's version: they say nothing about the destination. */
const UNSHOWN =
  /^(host|connection|content-length|accept|accept-encoding|amz-sdk-.*|x-amz-user-agent|transfer-encoding)$/;

/** What stands in a fixture for the secret of a setting. */
export const marker = (key: string) => `«${key}»`;

const isText = (text: string) =>
  ![...text].some((char) => char === '\uFFFD' || (char < ' ' && !'\t\r\n'.includes(char)));

/** Base64 that hides a secret is opened: `Basic dXNlcjpz…` becomes `Basic base64(user:«password»)`. */
function openBase64(text: string, hide: (text: string) => string): string {
  return text.replaceAll(/[A-Za-z0-9+/_-]{12,}={0,2}/g, (coded) => {
    const plain = Buffer.from(coded, 'base64').toString('utf8');
    const hidden = isText(plain) ? hide(plain) : plain;
    return hidden === plain ? coded : `base64(${hidden})`;
  });
}

/** Makes the function that replaces secrets (by key) in a text: as they are, URL-encoded, in base64. */
function hider(secrets: Record<string, string>): (text: string) => string {
  const pairs = Object.entries(secrets)
    .flatMap(([key, secret]) => [secret, encodeURIComponent(secret)].map((form) => [form, marker(key)] as const))
    .sort(([a], [b]) => b.length - a.length);
  const plainly = (text: string) => pairs.reduce((left, [form, mark]) => left.replaceAll(form, mark), text);
  return (text) => openBase64(plainly(text), plainly);
}

function everywhere(value: Json, hide: (text: string) => string): Json {
  if (typeof value === 'string') return hide(value);
  if (Array.isArray(value)) return value.map((one) => everywhere(one, hide));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [hide(key), everywhere(one, hide)]));
}

function parseJson(text: string): Json | undefined {
  try {
    const parsed = JSON.parse(text) as Json;
    return parsed !== null && typeof parsed === 'object' ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function readableBody({ headers, body }: EdgeRequest, hide: (text: string) => string): Partial<ReadableRequest> {
  if (body.length === 0) return {};
  const zipped = body[0] === 0x1f && body[1] === 0x8b;
  const text = (zipped ? gunzipSync(body) : body).toString('utf8');
  if (!isText(text)) return { bytes: hide(body.toString('base64')) };
  const json = parseJson(text);
  if (json !== undefined) return { json: everywhere(json, hide) };
  if (headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return { form: everywhere(Object.fromEntries(new URLSearchParams(text)), hide) as Record<string, string> };
  const lines = hide(text).split(/\r?\n/);
  return { text: lines.length > 1 ? lines : lines.join('') };
}

function readableHeaders(headers: Record<string, string>, hide: (text: string) => string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !UNSHOWN.test(name))
      .map(([name, value]) => [name, name === 'user-agent' ? (value.split(/[/ ]/)[0] ?? '') : hide(value)] as const)
      .filter(([name, value]) => name !== 'user-agent' || value !== 'Switchyard')
      .sort(([a], [b]) => a.localeCompare(b, 'en')),
  );
}

/** `request` as a fixture shows it, without `secrets` (by key). */
export function readable(request: EdgeRequest, secrets: Record<string, string>): ReadableRequest {
  const hide = hider(secrets);
  return {
    request: `${request.method} ${hide(request.url)}`,
    headers: readableHeaders(request.headers, hide),
    ...readableBody(request, hide),
  };
}

/** Settings as a fixture shows them. */
export function readableSettings(settings: JsonObject, secrets: Record<string, string>): Json {
  return everywhere(settings, hider(secrets));
}

/** Names of the secrets that are still somewhere in `text`, in whatever coding we can think of. */
export function leaked(text: string, secrets: Record<string, string>): string[] {
  const codings: BufferEncoding[] = ['utf8', 'hex', 'base64', 'base64url'];
  return Object.entries(secrets).flatMap(([key, secret]) => {
    const forms = codings.flatMap((coding) => {
      // Base64 of a text depends on where in a group of three bytes it starts, and on its neighbours at both ends.
      const starts = coding.startsWith('base64') ? [0, 1, 2] : [0];
      return starts.map((skip) => {
        const inner = Buffer.from(secret).subarray(skip);
        return inner.subarray(0, inner.length - (inner.length % 3)).toString(coding);
      });
    });
    return forms.some((form) => text.includes(form)) ? [key] : [];
  });
}
