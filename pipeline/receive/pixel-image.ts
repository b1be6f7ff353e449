import type { Answerable } from './answer';

/** A GIF of one transparent pixel: header, screen of 1×1, two colours, "colour 0 is transparent", the image, the end. */
const GIF = Buffer.from(
  ['474946383961', '01000100800000', '000000ffffff', '21f90401000000', '00', '2c00000000010001000002014400', '3b'].join(
    '',
  ),
  'hex',
);

/**
 * Answers with the image, which a page or mail shows whatever `status` says; never from a cache, because each view is an
 * event, and to any page, also to those that isolate themselves from other origins. 429 and 503 say after how many
 * seconds to come again.
 */
export function answerPixel({ res, requestId }: Answerable, status: number, retryAfter = 1): void {
  if (res.headersSent || res.destroyed) return;
  res.writeHead(status, {
    'Content-Type': 'image/gif',
    'Content-Length': GIF.length,
    'X-Request-Id': requestId,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Access-Control-Allow-Origin': '*',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ...(status === 429 || status === 503 ? { 'Retry-After': retryAfter } : {}),
    ...(status === 429 ? { 'X-RateLimit-Reset': retryAfter } : {}),
  });
  res.end(GIF);
}
