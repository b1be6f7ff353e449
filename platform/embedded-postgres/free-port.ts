import { once } from 'node:events';
import { createServer } from 'node:net';

const LOWEST = 12_000;
const HIGHEST = 32_000;

/**
 * A port of this machine that nobody uses now, and that no outgoing connection will be given (those begin at 32768 on Linux).
 * For a server that is away for a while: otherwise one of the many connections that are refused meanwhile may be given the
 * very port it asks for, is then connected to itself, and the server cannot have its port back.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    const probe = createServer();
    const listening = once(probe, 'listening').then(
      () => true,
      () => false,
    );
    probe.listen(port, '127.0.0.1');
    if (!(await listening)) continue;
    probe.close();
    await once(probe, 'close');
    return port;
  }
}
