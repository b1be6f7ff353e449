import type { IncomingMessage } from 'node:http';
import { createAddressCheck, createClientAddress } from '../../platform/client-address';

/** Changes what the headers of a request say about the way it came. */
export type ForwardedHeaders = (req: IncomingMessage) => void;

/**
 * Leaves in a request's forwarding headers only what can be believed, so that nothing behind us has to ask who wrote them:
 * - `X-Forwarded-For` is exactly the address of the client, which the throttles of signing in and up count by.
 * - `X-Forwarded-Host` is kept from a trusted proxy only; Next compares it with the origin of a server action.
 * - The others are removed: links and cookies follow the public URL, and Next would take the protocol for its own.
 */
export function createForwardedHeaders(trustedProxies: string[]): ForwardedHeaders {
  const clientAddress = createClientAddress(trustedProxies, { ipv6: true });
  const isTrusted = createAddressCheck(trustedProxies);
  return (req) => {
    const { headers, socket } = req;
    const given = headers['x-forwarded-for'];
    const address = clientAddress(socket.remoteAddress, Array.isArray(given) ? given.join(',') : given);
    // Empty when the client is gone already: Next would write a missing one itself.
    headers['x-forwarded-for'] = address ?? '';
    if (!isTrusted(socket.remoteAddress ?? '')) delete headers['x-forwarded-host'];
    for (const name of ['forwarded', 'x-forwarded-proto', 'x-forwarded-port', 'x-real-ip']) delete headers[name];
  };
}
