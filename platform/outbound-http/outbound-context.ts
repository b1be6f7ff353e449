import { AsyncLocalStorage } from 'node:async_hooks';
import { installation } from '../installation';
import { processState } from '../process-state';
import { addressPolicy, type AddressPolicy } from './address-policy';
import { OutboundError } from './outbound-error';
import { fixedResolver, sharedResolver, type Resolve } from './checked-lookup';

/** One request and what came back, as it is kept for a person to read. Bodies are text, already cut. */
export interface Exchange {
  request: { method: string; url: string; headers: Record<string, string>; body: string };
  response: { status: number; headers: Record<string, string>; body: string; truncated: boolean } | null;
  /** Whole milliseconds from start to end of the exchange. */
  durationMs: number;
}

interface Destroyable {
  destroy(error: OutboundError): unknown;
}

/** Under which rules the code running now may talk to the outside. */
export interface OutboundContext {
  policy: AddressPolicy;
  resolve: Resolve;
  /** Longest time one request may take, from name resolution to the last byte of the answer. */
  timeLimitMs: number;
  /** Nothing leaves: requests are recorded and answered with an empty 200, sockets are refused. */
  dryRun: boolean;
  /** Called with exceptions that nothing catches, when the code running in this context throws one. */
  onCrash?: (error: unknown) => void;
  /** What is under way: our requests, and connections of libraries that do not use our client. */
  sockets: Set<Destroyable>;
  /** The run is over: nothing may be connected in its name any more. */
  ended: boolean;
  /** Why we let nothing out, the first time that we did not; libraries wrap it in errors of their own. */
  refusal: OutboundError | null;
  /** Every exchange of this run, in order of completion. */
  exchanges: Exchange[];
}

/** What a caller may choose; the defaults are the installation's. Plain data: it travels between processes. */
export interface OutboundRules {
  allowPrivateNetworks?: readonly string[];
  timeLimitMs?: number;
  /** Addresses of names, instead of what the system would resolve them to. */
  addresses?: Readonly<Record<string, readonly string[]>>;
  dryRun?: boolean;
}

/** Time limit of one request unless a caller chooses another (segment-facts 4.13 and DESIGN 9). */
export const TIME_LIMIT_MS = 10_000;

const contexts = () => processState('outbound-contexts', () => new AsyncLocalStorage<OutboundContext>());

/** The installation's policy, parsed once. */
function installationPolicy(): AddressPolicy {
  const networks = installation().allowPrivateNetworks;
  const kept = processState('outbound-policy', () => ({ networks, policy: addressPolicy(networks) }));
  if (kept.networks !== networks) Object.assign(kept, { networks, policy: addressPolicy(networks) });
  return kept.policy;
}
const systemResolver = () => processState('outbound-resolver', () => sharedResolver());

/** A context with `rules`, the installation's allow list otherwise. */
export function outboundContext(rules: OutboundRules = {}): OutboundContext {
  return {
    policy: rules.allowPrivateNetworks ? addressPolicy(rules.allowPrivateNetworks) : installationPolicy(),
    resolve: rules.addresses ? fixedResolver(rules.addresses, systemResolver()) : systemResolver(),
    timeLimitMs: rules.timeLimitMs ?? TIME_LIMIT_MS,
    dryRun: rules.dryRun ?? false,
    sockets: new Set(),
    ended: false,
    refusal: null,
    exchanges: [],
  };
}

/** Runs `work` so that everything it starts is held to `context`: our client, and any socket opened by any library. */
export function withOutboundContext<T>(context: OutboundContext, work: () => Promise<T>): Promise<T> {
  return contexts().run(context, work);
}

/** Ends every request and connection that is under way in `context`: what it was for has run out of time. */
export function abandon(context: OutboundContext): void {
  for (const socket of [...context.sockets]) socket.destroy(new OutboundError('ETIMEDOUT', 'The time limit is over.'));
}

/** The context of the code running now, or undefined outside of any. */
export function currentOutboundContext(): OutboundContext | undefined {
  return contexts().getStore();
}
