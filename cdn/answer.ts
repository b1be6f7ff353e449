import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServedText } from './served-text';

const CORS = [
  'Access-Control-Allow-Origin',
  '*',
  'Timing-Allow-Origin',
  '*',
  'Cross-Origin-Resource-Policy',
  'cross-origin',
];

/** Whether the sender takes gzip (RFC 9110, 12.5.3): named, or by `*`, and not with weight 0. */
export function acceptsGzip(header: string | undefined): boolean {
  let any = false;
  for (const part of (header ?? '').split(',')) {
    const [coding = '', ...parameters] = part.split(';').map((word) => word.trim().toLowerCase());
    const wanted = !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
    if (coding === 'gzip' || coding === 'x-gzip') return wanted;
    if (coding === '*') any = wanted;
  }
  return any;
}

/** Whether the sender has what `tag` names already. Proxies that compress weaken tags, so `W/` does not count. */
function isFresh(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  if (header.trim() === '*') return true;
  return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}

/** Answers GET or HEAD with a text: compressed if the sender can read it, 304 if the sender has it. */
export function answerText(req: IncomingMessage, res: ServerResponse, text: ServedText, cacheControl: string): void {
  const zipped = acceptsGzip(req.headers['accept-encoding']);
  const tag = zipped ? `"${text.tag}-gz"` : `"${text.tag}"`;
  const headers = [...CORS, 'Cache-Control', cacheControl, 'ETag', tag, 'Vary', 'Accept-Encoding'];
  if (isFresh(req.headers['if-none-match'], tag)) {
    res.writeHead(304, headers).end();
    return;
  }
  const body = zipped ? text.gzipped : text.plain;
  headers.push('Content-Type', text.contentType, 'Content-Length', String(body.length));
  if (zipped) headers.push('Content-Encoding', 'gzip');
  res.writeHead(200, headers);
  res.end(req.method === 'HEAD' ? undefined : body);
}

/** Answers that there is nothing to give, in a sentence: analytics.js writes it to the page's console. */
export function answerNothing(
  req: IncomingMessage,
  res: ServerResponse,
  status: 404 | 405 | 503,
  sentence: string,
): void {
  if (res.headersSent || res.destroyed) return;
  const headers = [...CORS, 'Cache-Control', 'no-store', 'Content-Type', 'text/plain; charset=utf-8'];
  headers.push('Content-Length', String(Buffer.byteLength(sentence)));
  if (status === 405) headers.push('Allow', 'GET, HEAD, OPTIONS');
  if (status === 503) headers.push('Retry-After', '1');
  res.writeHead(status, headers);
  res.end(req.method === 'HEAD' ? undefined : sentence);
}

/** Answers a preflight, which browsers send when a page adds headers of its own. */
export function answerPreflight(res: ServerResponse): void {
  const allowed = ['Access-Control-Allow-Methods', 'GET, HEAD, OPTIONS', 'Access-Control-Allow-Headers', '*'];
  res.writeHead(204, [...CORS, ...allowed, 'Access-Control-Max-Age', '86400']).end();
}
