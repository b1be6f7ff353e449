import dns, { type LookupAddress, type LookupOptions } from 'node:dns';
import net, { type LookupFunction } from 'node:net';
import type { AddressPolicy } from './address-policy';
import { BlockedAddressError } from './outbound-error';

/** Resolves a name to all its addresses. */
export type Resolve = (host: string) => Promise<LookupAddress[]>;

const KEEP_MS = 5000;

/**
 * A resolver that asks the system at most once at a time for a name and keeps the answer for five seconds. The system's
 * resolver has four threads for the whole process: without this, many requests to one unresolvable name would stop
 * every other destination's connections.
 */
export function sharedResolver(
  ask: Resolve = (host) => dns.promises.lookup(host, { all: true, verbatim: true }),
  now: () => number = Date.now,
): Resolve {
  const kept = new Map<string, { answer: Promise<LookupAddress[]>; until: number }>();
  return (host) => {
    const found = kept.get(host);
    if (found && found.until > now()) return found.answer;
    if (kept.size > 1000) kept.clear();
    const entry = { answer: ask(host), until: Infinity };
    kept.set(host, entry);
    const settle = () => void (entry.until = now() + KEEP_MS);
    entry.answer.then(settle, settle);
    return entry.answer;
  };
}

/** A resolver that knows the `addresses` of some names and asks `otherwise` for the rest. */
export function fixedResolver(addresses: Readonly<Record<string, readonly string[]>>, otherwise: Resolve): Resolve {
  return (host) =>
    Object.hasOwn(addresses, host)
      ? Promise.resolve((addresses[host] ?? []).map((address) => ({ address, family: net.isIP(address) })))
      : otherwise(host);
}

/**
 * A `lookup` for sockets that hands out only addresses the policy allows. One refused address refuses the name, so that
 * a name with a public and a private address cannot be used to reach the private one. The socket connects to exactly
 * the addresses checked here: there is no second resolution in which they could change.
 */
export function checkedLookup(policy: AddressPolicy, resolve: Resolve): LookupFunction {
  return (host: string, options: LookupOptions, callback) => {
    resolve(host).then(
      (all) => {
        const family = options.family === 'IPv4' ? 4 : options.family === 'IPv6' ? 6 : (options.family ?? 0);
        const fitting = family === 0 ? all : all.filter((one) => one.family === family);
        if (all.some(({ address }) => !policy.allows(address))) callback(new BlockedAddressError(host), []);
        else if (options.all) callback(null, fitting);
        else callback(null, fitting[0]?.address ?? '', fitting[0]?.family ?? 4);
      },
      (error: NodeJS.ErrnoException) => callback(error, []),
    );
  };
}
