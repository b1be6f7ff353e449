import { BlockList, isIP, isIPv4 } from 'node:net';

/** Finds the address a request came from: `(peer, forwardedFor) => IPv4 address or null`. */
export type ClientAddress = (peer: string | undefined, forwardedFor: string | undefined) => string | null;

/** `::ffff:192.0.2.1` is how a dual-stack socket shows an IPv4 peer. */
function plain(address: string): string {
  const trimmed = address.trim();
  return trimmed.toLowerCase().startsWith('::ffff:') && trimmed.includes('.') ? trimmed.slice(7) : trimmed;
}

/**
 * A reader of client addresses that believes `X-Forwarded-For` only from `trustedProxies` (CIDR), from its right end
 * leftwards: what stands left of the first address that is not a trusted proxy could be written by anybody.
 * IPv6 is not collected (segment-facts 1.8), so it gives null.
 */
export function createClientAddress(trustedProxies: string[]): ClientAddress {
  const trusted = new BlockList();
  for (const network of trustedProxies) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(prefix), family);
  }
  const isTrusted = (address: string) => {
    const family = isIP(address);
    return family !== 0 && trusted.check(address, family === 4 ? 'ipv4' : 'ipv6');
  };
  return (peer, forwardedFor) => {
    let address = plain(peer ?? '');
    if (trustedProxies.length > 0 && forwardedFor !== undefined) {
      const hops = forwardedFor.split(',').map(plain);
      while (isTrusted(address)) {
        const next = hops.pop();
        if (next === undefined || isIP(next) === 0) break;
        address = next;
      }
    }
    return isIPv4(address) ? address : null;
  };
}
