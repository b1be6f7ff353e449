import { gzipSync } from 'node:zlib';
import { breakBytes } from './break-bytes';
import { batchText, eventText, writeKeyText, type Names } from './event-text';
import { anyText } from './json-text';
import type { Random } from './random';

/** A request to the Tracking API as it goes over the wire. */
export interface FuzzRequest {
  method: string;
  /** Path and query. */
  target: string;
  /** Values are latin1. */
  headers: [name: string, value: string][];
  body: Buffer;
  chunked: boolean;
}

const CALLS = ['identify', 'track', 'page', 'screen', 'group', 'alias'];
const SINGLE = [...CALLS, 'i', 't', 'p', 's', 'g', 'a'];
const BATCH = ['batch', 'batch', 'b', 'import'];
const PARAMETERS = [
  ...[
    'userId',
    'anonymousId',
    'event',
    'name',
    'writeKey',
    'data',
    'properties.a',
    'properties.a.b',
    'traits.__proto__.x',
  ],
  ...[
    '__proto__.x',
    'constructor.prototype.y',
    '.',
    '..',
    'a.'.repeat(200),
    'context.library.name',
    'timestamp',
    'type',
    '',
  ],
];
const CONTENT_TYPES = [
  ...[
    'application/json',
    'text/plain',
    'application/json; charset=utf-8',
    'text/plain;charset=UTF-8',
    'multipart/form-data',
  ],
  ...['application/x-www-form-urlencoded', '', '*/*', 'application/json; charset=utf-16', 'x'.repeat(1000), '\xff\xfe'],
];
const ENCODINGS = ['gzip', 'GZIP', ' gzip ', 'x-gzip', 'identity', 'br', 'deflate', 'gzip, gzip', 'zstd', ''];
const ODD_HEADERS: [string, string[]][] = [
  ['X-Retry-Count', ['0', '1', '-1', '1e9', 'NaN', '9'.repeat(400), '']],
  ['X-Forwarded-For', ['198.51.100.7', '::1', 'unknown', '1.2.3.4, 5.6.7.8', ',,,', '256.1.1.1', '9'.repeat(500)]],
  ['Origin', ['https://shop.example', 'null', 'x'.repeat(1000), '\xe9']],
  ['User-Agent', ['Mozilla/5.0', '', '\xff\x80', 'u'.repeat(2000)]],
  ['X-Switchyard-Honest', ['1', '0', 'true']],
  ['Expect', ['100-continue']],
  ['Cookie', ['a=b']],
  ['X-Request-Id', ['mine']],
];

/** A request: what SDKs send, with something odd in its path, headers or body more often than not. */
export function fuzzRequest(random: Random, names: Names): FuzzRequest {
  if (random.oneIn(7)) return pixelRequest(random, names);
  const batch = random.oneIn(2);
  const path = random.oneIn(60)
    ? random.pick(['m', 'x', 'batch/x', '', 'TRACK', '%74rack'])
    : random.pick(batch ? BATCH : SINGLE);
  const text = random.oneIn(10) ? anyText(random, 5) : batch ? batchText(random, names) : eventText(random, names);
  const plain = random.oneIn(5) ? breakBytes(random, Buffer.from(text)) : Buffer.from(text);
  const request: FuzzRequest = {
    method: random.oneIn(80) ? random.pick(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH']) : 'POST',
    target: `/v1/${path}${random.oneIn(25) ? '/' : ''}${random.oneIn(25) ? `?${random.word(5)}=%zz` : ''}`,
    headers: headersOf(random, names),
    body: plain,
    chunked: random.oneIn(15),
  };
  encode(random, request);
  return request;
}

function encode(random: Random, request: FuzzRequest): void {
  if (random.oneIn(400)) {
    request.headers.push(['Content-Encoding', 'gzip']);
    request.body = gzipSync(Buffer.alloc(random.pick([33_000, 600_000, 3_000_000])));
  } else if (random.oneIn(8)) {
    request.headers.push(['Content-Encoding', 'gzip']);
    const zipped = gzipSync(request.body);
    request.body = random.oneIn(4) ? breakBytes(random, zipped) : zipped;
  } else if (random.oneIn(40)) {
    request.headers.push(['Content-Encoding', random.pick(ENCODINGS)]);
  }
}

function headersOf(random: Random, names: Names): [string, string][] {
  const headers: [string, string][] = [];
  const authorization = authorizationOf(random, names);
  if (authorization !== null) headers.push(['Authorization', authorization]);
  if (!random.oneIn(10))
    headers.push(['Content-Type', random.pick(random.oneIn(4) ? CONTENT_TYPES : CONTENT_TYPES.slice(0, 2))]);
  for (const [name, values] of ODD_HEADERS) if (random.oneIn(12)) headers.push([name, random.pick(values)]);
  return headers;
}

function authorizationOf(random: Random, { keys }: Names): string | null {
  const key = random.pick(keys);
  const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;
  if (!random.oneIn(6)) return basic(`${key}:`);
  return random.pick([
    null,
    null,
    basic(key),
    basic(`${key}:password:${key}`),
    basic(`${random.word(32)}:`),
    basic('short:'),
    basic(':'),
    basic(`${key}\0:`),
    `basic  ${Buffer.from(`${key}:`).toString('base64')}  `,
    `Basic ${'A'.repeat(2000)}`,
    'Basic',
    'Basic =',
    'Basic \xff\xff',
    `Bearer ${random.word(60)}`,
    `Bearer ${random.word(20)}.${random.word(20)}.${random.word(20)}`,
    'Bearer ',
    'Digest username="x"',
    random.word(10),
  ]);
}

function pixelRequest(random: Random, names: Names): FuzzRequest {
  const query = random.oneIn(2) ? `data=${dataOf(random, names)}` : parametersOf(random, names);
  const head = random.oneIn(20);
  return {
    method: head ? 'HEAD' : 'GET',
    // Node refuses heads over 16 KB with 431 before we see them.
    target: `/v1/pixel/${random.oneIn(40) ? random.word(4) : random.pick(CALLS)}?${query}`.slice(0, 8000),
    headers: headersOf(random, names).filter(([name]) => name !== 'Expect'),
    body: Buffer.alloc(0),
    chunked: false,
  };
}

function dataOf(random: Random, names: Names): string {
  const text = random.oneIn(8) ? anyText(random, 4) : eventText(random, names);
  const bytes = random.oneIn(5) ? breakBytes(random, Buffer.from(text)) : Buffer.from(text);
  const base64 = bytes.toString(random.pick(['base64', 'base64url']));
  const shown = random.pick([
    base64,
    encodeURIComponent(base64),
    base64.slice(0, random.below(base64.length + 1)),
    `${base64}!`,
  ]);
  const key = random.oneIn(4) ? `&writeKey=${random.pick(names.keys)}` : '';
  return `${ascii(shown)}${key}${random.oneIn(30) ? '%' : ''}`;
}

function parametersOf(random: Random, names: Names): string {
  const all = Array.from({ length: random.below(8) }, () => {
    const value = random.oneIn(3) ? writeKeyText(random, names) : anyText(random, 1);
    return `${random.pick(PARAMETERS)}=${escapeValue(random, value.replaceAll('"', ''))}`;
  });
  if (!random.oneIn(4)) all.push(`writeKey=${random.pick(names.keys)}`, `userId=${random.word(5)}`, 'event=e');
  return all.join('&');
}

/** Escaped as browsers do it, or as somebody else does. */
function escapeValue(random: Random, value: string): string {
  if (random.oneIn(5)) return ascii(value).replaceAll(' ', '+');
  return /\p{Cs}/u.test(value) ? '%ed%a0%80' : encodeURIComponent(value);
}

/** What may stand in the first line of a request. */
function ascii(value: string): string {
  return value.replace(/[^\x21-\x7e]/g, '%');
}
