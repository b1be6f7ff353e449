import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** Which addresses this installation may connect to on behalf of its users. */
export interface AddressPolicy {
  /** Whether `address` (text, IPv4 or IPv6) may be connected to. What cannot be parsed may not. */
  allows(address: string): boolean;
}

/** Addresses inside public ranges that are not public: the host agent of Azure. */
const DENIED = new Set(['168.63.129.16']);
const NAT64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3');

/** The IPv4 address that an IPv6 form stands for (mapped, or the well-known NAT64 prefix), else the address itself. */
function unwrap(parsed: Address): Address {
  if (parsed instanceof ipaddr.IPv4) return parsed;
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address();
  if (parsed.match(NAT64)) return new ipaddr.IPv4(parsed.toByteArray().slice(12));
  return parsed;
}

function isPublic(address: Address): boolean {
  if (DENIED.has(address.toString())) return false;
  if (address instanceof ipaddr.IPv6 && !address.match(GLOBAL_UNICAST)) return false;
  return address.range() === 'unicast';
}

/**
 * The policy that refuses everything but public unicast addresses and the networks in `allow` (CIDR). Refused are
 * private, loopback, link-local (and with it the metadata services), carrier-grade NAT, multicast, broadcast and reserved
 * ranges, in plain form and as IPv4-mapped, IPv4-compatible, NAT64, 6to4 or Teredo addresses.
 */
export function addressPolicy(allow: readonly string[]): AddressPolicy {
  const networks = allow.map((cidr) => ipaddr.parseCIDR(cidr));
  const listed = (address: Address) =>
    networks.some(([network, bits]) => network.kind() === address.kind() && address.match([network, bits] as never));
  return {
    allows(text) {
      if (!ipaddr.isValid(text)) return false;
      const address = unwrap(ipaddr.parse(text));
      return listed(address) || isPublic(address);
    },
  };
}
