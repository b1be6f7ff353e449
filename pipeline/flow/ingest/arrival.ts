import type { IncomingMessage } from 'node:http';
import type { ClientAddress } from '@/platform/client-address';
import type { Arrival } from '../../validate/normalise-event';
import type { Door, Exchange } from './door';

/** Reads from a request's head what its events are told of it. */
export function createArrivals(clientAddress: ClientAddress): Door['arrivalOf'] {
  return ({ req, requestId, receivedAt }: Exchange, channel: Arrival['channel']): Arrival => ({
    receivedAt,
    requestId,
    ip: clientAddress(req.socket.remoteAddress, single(req.headers['x-forwarded-for'])),
    userAgent: req.headers['user-agent'] ?? null,
    channel,
    retryCount: retriesOf(req.headers['x-retry-count']),
  });
}

/** Whether `req` brings a body. */
export function hasBody(req: IncomingMessage): boolean {
  return req.headers['transfer-encoding'] !== undefined || (req.headers['content-length'] ?? '0') !== '0';
}

/** What X-Retry-Count says (segment-facts 1.4); 0 when it is absent or no number. */
function retriesOf(header: string | string[] | undefined): number {
  if (header === undefined) return 0;
  const count = Number(header);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function single(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header.join(',') : header;
}
