import { BlockList, isIP, isIPv4 } from 'node:net';

/** Finds the address a request came from: `(peer, forwardedFor) => address or null`. */
export type ClientAddress = (peer: string | undefined, forwardedFor: string | undefined) => string | null;

/** Whether an address, of IPv4 or IPv6, belongs to one of some networks. Anything but an address does not. */
export type AddressCheck = (address: string) => boolean;

export interface ClientAddressOptions {
  /** Whether IPv6 addresses count. The Tracking API does not collect them (segment-facts 1.8); the sign-in throttle needs them. */
  ipv6: boolean;
}

/** `::ffff:192.0.2.1` is how a dual-stack socket shows an IPv4 peer; `fe80::1%eth0` names the interface as well. */
function plain(address: string): string {
  const bare = address.trim().replace(/%.*$/, '');
  return bare.toLowerCase().startsWith('::ffff:') && bare.includes('.') ? bare.slice(7) : bare;
}

/** A hop of `X-Forwarded-For`, without the port that some proxies write: `203.0.113.9:51234`, `[2001:db8::1]:443`. */
function hopAddress(hop: string): string {
  const [, bracketed, ipv4] = /^\[([^\]]*)\](?::\d+)?$|^([\d.]+):\d+$/.exec(hop.trim()) ?? [];
  return plain(bracketed ?? ipv4 ?? hop);
}

/** A check of addresses against `networks` (CIDR, or single addresses). */
export function createAddressCheck(networks: string[]): AddressCheck {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', prefix] = network.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (prefix === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(prefix), family);
  }
  return (address) => {
    const bare = plain(address);
    const family = isIP(bare);
    return family !== 0 && list.check(bare, family === 4 ? 'ipv4' : 'ipv6');
  };
}

/**
 * A reader of client addresses that believes `X-Forwarded-For` only from `trustedProxies` (CIDR), from its right end
 * leftwards: what stands left of the first address that is not a trusted proxy could be written by anybody. When that
 * hop is no address, the client's is unknown: null, never the proxy's own.
 */
export function createClientAddress(trustedProxies: string[], { ipv6 }: ClientAddressOptions): ClientAddress {
  const isTrusted = createAddressCheck(trustedProxies);
  return (peer, forwardedFor) => {
    let address = plain(peer ?? '');
    if (trustedProxies.length > 0 && forwardedFor !== undefined) {
      const hops = forwardedFor.split(',').filter((hop) => hop.trim() !== '');
      while (isTrusted(address)) {
        const next = hops.pop();
        if (next === undefined) break;
        address = hopAddress(next);
      }
    }
    return isIPv4(address) || (ipv6 && isIP(address) === 6) ? address : null;
  };
}
