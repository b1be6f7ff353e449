import { createRequire } from 'node:module';
import path from 'node:path';
import { OutboundError } from '@/platform/outbound-http/outbound-error';
import { outboundRequest } from '@/platform/outbound-http/outbound-request';
import { processState } from '@/platform/process-state';
import { LeanHeaders } from './lean-fetch/lean-headers';
import { LeanRequest, type LeanRequestInit } from './lean-fetch/lean-request';
import { LeanResponse } from './lean-fetch/lean-response';
import { actionsCore, requireSegment } from './load-actions-core';

/** Statuses whose answers have no body by definition. */
const NO_BODY = new Set([204, 205, 304]);

/** Definitions introduce themselves as Segment unless they choose otherwise; we are not. */
function ourOwn(headers: Record<string, string>): Record<string, string> {
  return headers['user-agent'] === 'Segment (Actions)' ? { ...headers, 'user-agent': 'Switchyard' } : headers;
}

/** A header that the class refuses (odd characters from an odd server) is left out; the answer still counts. */
function append(headers: LeanHeaders, name: string, value: string): void {
  try {
    headers.append(name, value);
  } catch {
    return;
  }
}

/** The `fetch` that definitions get: every byte goes through our one way out. */
async function outboundFetch(input: LeanRequest | string, init?: LeanRequestInit): Promise<LeanResponse> {
  const request = input instanceof LeanRequest && init === undefined ? input : new LeanRequest(input, init);
  const answer = await outboundRequest({
    method: request.method,
    url: request.url,
    headers: ourOwn(Object.fromEntries(request.headers.entries())),
    body: request.bytes?.length ? request.bytes : null,
    signal: request.signal,
  });
  const headers = new LeanHeaders();
  for (const [name, value] of answer.headers) append(headers, name, value);
  const { status, statusText } = answer;
  return new LeanResponse(NO_BODY.has(status) ? null : answer.body, { status, statusText, headers, url: request.url });
}

/**
 * Puts our client under Segment's request client, once per process. All HTTP of action definitions goes through the
 * `fetch` module of actions-core, which calls its default export at call time; that export is what is replaced.
 * @throws Error when the installed version no longer works that way, so that an upgrade cannot open a hole unnoticed.
 */
export function installOutboundFetch(): void {
  processState('segment-fetch', () => {
    const core = actionsCore();
    const folder = path.dirname(requireSegment.resolve('@segment/actions-core'));
    const module = requireSegment(path.join(folder, 'fetch.js')) as { default: unknown };
    if (typeof module.default !== 'function' || module.default !== core.fetch)
      throw new OutboundError('INTERNAL', 'This version of @segment/actions-core does not fetch the way we know.');
    module.default = outboundFetch;
    // The library asks this package for its classes each time it makes one.
    const classes = createRequire(path.join(folder, 'fetch.js'))('cross-fetch') as Record<string, unknown>;
    Object.assign(classes, { Headers: LeanHeaders, Request: LeanRequest, Response: LeanResponse });
    if ((core.Request as unknown) !== LeanRequest || (core.Response as unknown) !== LeanResponse)
      throw new OutboundError('INTERNAL', 'This version of @segment/actions-core has classes of its own.');
    // Our client has a time limit; the library's, which is the same, would hide what was sent.
    const client = requireSegment(path.join(folder, 'request-client.js')) as { DEFAULT_REQUEST_TIMEOUT: number };
    client.DEFAULT_REQUEST_TIMEOUT = 60_000;
    return true;
  });
}
