import net from 'node:net';
import { processState, setProcessState } from '../process-state';
import { checkedLookup } from './checked-lookup';
import { currentOutboundContext, type OutboundContext } from './outbound-context';
import { BlockedAddressError, OutboundError } from './outbound-error';

/** Marks the connections of our own client, which has limits of its own and keeps connections from run to run. */
export const OWN_CONNECTION = Symbol.for('switchyard.own-connection');

/** Bytes that one connection of a library may receive, however many answers they are. */
export const MAX_SOCKET_BYTES = 16 * 1024 * 1024;
const LOOK_MS = 100;

interface ConnectOptions {
  host?: string;
  port?: number | string;
  path?: string;
  lookup?: net.LookupFunction;
  [OWN_CONNECTION]?: boolean;
}

/** Connections of libraries that are open. Their bytes are counted by looking: a listener would change their flow. */
const foreign = new Set<net.Socket>();
let looking: NodeJS.Timeout | null = null;

function look(): void {
  for (const socket of foreign)
    if (socket.bytesRead > MAX_SOCKET_BYTES)
      socket.destroy(new OutboundError('RESPONSE_TOO_LARGE', 'The destination sent more than 16 MB.'));
}

/** The same, and the runs that use each. */
const ownersOf = new WeakMap<net.Socket, Set<OutboundContext>>();

/** Notes why nothing is let out: the libraries that are told wrap it in errors of their own. */
function refuse<E extends OutboundError>(context: OutboundContext, refused: E): E {
  context.refusal ??= refused;
  return refused;
}

/**
 * What a run may do with a connection that another run opened, as pools of libraries have it: use it too under the same
 * policy, else nothing.
 */
function borrow(socket: net.Socket, owners: Set<OutboundContext>): void {
  const context = currentOutboundContext();
  if (!context || owners.has(context)) return;
  if (context.dryRun) throw refuse(context, new OutboundError('DRY_RUN', 'Nothing is sent in a dry run.'));
  if (![...owners].every(({ policy }) => policy === context.policy))
    throw refuse(context, new OutboundError('BLOCKED_ADDRESS', 'The connection was made under another policy.'));
  if (context.ended) return;
  owners.add(context);
  context.sockets.add(socket);
}

/** Has each write ask first. After `connect`, which puts back the method of the class. */
function guardWrites(socket: net.Socket): void {
  const owners = ownersOf.get(socket);
  if (!owners) return;
  const write = socket.write.bind(socket) as (...args: unknown[]) => boolean;
  Reflect.set(socket, 'write', (...args: unknown[]) => {
    borrow(socket, owners);
    return write(...args);
  });
}

function keepAnEyeOn(socket: net.Socket, context: OutboundContext): void {
  const owners = new Set([context]);
  ownersOf.set(socket, owners);
  foreign.add(socket);
  context.sockets.add(socket);
  looking ??= setInterval(look, LOOK_MS).unref();
  socket.once('close', () => {
    foreign.delete(socket);
    for (const owner of owners) owner.sockets.delete(socket);
    if (foreign.size > 0 || !looking) return;
    clearInterval(looking);
    looking = null;
  });
}

/**
 * Ends a run: connections of libraries that no other run uses are closed, so that no later run, with another policy or
 * dry, finds them in a pool. Those of our own client, whose pools are per policy, stay.
 */
export function endContext(context: OutboundContext): void {
  context.ended = true;
  for (const socket of [...context.sockets]) {
    if (!(socket instanceof net.Socket)) continue;
    const owners = ownersOf.get(socket);
    owners?.delete(context);
    context.sockets.delete(socket);
    if (!owners?.size) socket.destroy();
  }
}

/** The options of a call of `socket.connect`, whichever of its forms was used, with a way to pass them on changed. */
function read(args: unknown[]): { options: ConnectOptions; replace: (options: ConnectOptions) => unknown[] } {
  const [first, second] = args;
  if (Array.isArray(first)) {
    // What net.connect and tls.connect hand over: [options, callback], marked by a symbol that must stay on the array.
    const list = first as unknown[];
    return {
      options: list[0] as ConnectOptions,
      replace: (options) => {
        list[0] = options;
        return args;
      },
    };
  }
  const rest = args.filter((arg) => typeof arg === 'function');
  if (first !== null && typeof first === 'object') return { options: first, replace: (options) => [options, ...rest] };
  const isPath = typeof first === 'string' && Number.isNaN(Number(first));
  const options: ConnectOptions = isPath
    ? { path: first }
    : { port: first as number | string, host: typeof second === 'string' ? second : undefined };
  return { options, replace: (changed) => [changed, ...rest] };
}

/** The error that must stop this connection, or null. Names are judged later, by the lookup, when they are resolved. */
function refusal({ path, host = 'localhost' }: ConnectOptions, context: OutboundContext): OutboundError | null {
  if (context.dryRun) return new OutboundError('DRY_RUN', 'Nothing is sent in a dry run.');
  if (path) return new OutboundError('BLOCKED_ADDRESS', 'Local sockets are not allowed.');
  return net.isIP(host) !== 0 && !context.policy.allows(host) ? new BlockedAddressError(host) : null;
}

/** The checked lookup of a context, which notes what it refuses. */
function lookupOf(context: OutboundContext): net.LookupFunction {
  const lookup = checkedLookup(context.policy, context.resolve);
  return (host, options, callback) =>
    lookup(host, options, (error, ...found) => {
      if (error instanceof BlockedAddressError) refuse(context, error);
      callback(error, ...found);
    });
}

const STRAYS = 'outbound-strays-refused';
/** A connection that is made in the name of no run, or of one that is over. */
const stray = () => new OutboundError('BLOCKED_ADDRESS', 'Connections outside of a run are not allowed.');

/**
 * From now on connections that are made outside of any context are refused: for a process in which definitions run, and
 * that has no connections of its own.
 */
export function refuseStrays(): void {
  guardSockets();
  setProcessState(STRAYS, true);
}

/**
 * Makes every TCP and TLS connection that any library opens inside an outbound context obey its policy: literal
 * addresses are checked, names resolve through the checked lookup, local sockets are refused, no connection receives
 * without end, and none is used by a run under other rules. Connections opened outside of a context (the database, mail)
 * are not touched, unless `refuseStrays` was called. Idempotent.
 */
export function guardSockets(): void {
  processState('outbound-socket-guard', () => {
    const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => net.Socket;
    Reflect.set(
      net.Socket.prototype,
      'connect',
      function guardedConnect(this: net.Socket, ...args: unknown[]): net.Socket {
        const stop = (error: Error) => {
          process.nextTick(() => this.destroy(error));
          return this;
        };
        const context = currentOutboundContext();
        if (!context) return processState(STRAYS, () => false) ? stop(stray()) : connect.apply(this, args);
        const { options, replace } = read(args);
        const own = options[OWN_CONNECTION] === true;
        const refused = refusal(options, context);
        if (refused) return stop(refuse(context, refused));
        if (!own && context.ended) return stop(stray());
        if (!own) keepAnEyeOn(this, context);
        const connecting = connect.apply(this, replace({ ...options, lookup: lookupOf(context) }));
        if (!own) guardWrites(this);
        return connecting;
      },
    );
    return true;
  });
}
