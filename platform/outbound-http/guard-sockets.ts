import net from 'node:net';
import { processState } from '../process-state';
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

function keepAnEyeOn(socket: net.Socket, { sockets }: OutboundContext): void {
  foreign.add(socket);
  sockets.add(socket);
  looking ??= setInterval(look, LOOK_MS).unref();
  socket.once('close', () => {
    foreign.delete(socket);
    sockets.delete(socket);
    if (foreign.size > 0 || !looking) return;
    clearInterval(looking);
    looking = null;
  });
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
function refusal({ path, host = 'localhost' }: ConnectOptions, { policy, dryRun }: OutboundContext): Error | null {
  if (dryRun) return new OutboundError('DRY_RUN', 'Nothing is sent in a dry run.');
  if (path) return new OutboundError('BLOCKED_ADDRESS', 'Local sockets are not allowed.');
  return net.isIP(host) !== 0 && !policy.allows(host) ? new BlockedAddressError(host) : null;
}

/**
 * Makes every TCP and TLS connection that any library opens inside an outbound context obey its policy: literal
 * addresses are checked, names resolve through the checked lookup, local sockets are refused, and no
 * connection receives without end. Connections opened outside
 * of a context (the database, mail) are not touched. Idempotent.
 */
export function guardSockets(): void {
  processState('outbound-socket-guard', () => {
    const connect = Reflect.get(net.Socket.prototype, 'connect') as (...args: unknown[]) => net.Socket;
    Reflect.set(
      net.Socket.prototype,
      'connect',
      function guardedConnect(this: net.Socket, ...args: unknown[]): net.Socket {
        const context = currentOutboundContext();
        if (!context) return connect.apply(this, args);
        const { options, replace } = read(args);
        const refused = refusal(options, context);
        if (refused) {
          process.nextTick(() => this.destroy(refused));
          return this;
        }
        if (!options[OWN_CONNECTION]) keepAnEyeOn(this, context);
        const lookup = checkedLookup(context.policy, context.resolve);
        return connect.apply(this, replace({ ...options, lookup }));
      },
    );
    return true;
  });
}
