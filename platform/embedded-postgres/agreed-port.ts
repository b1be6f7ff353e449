import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import { freePort } from './free-port';
import { runningPostmaster } from './postmaster-file';
import { whileHolding } from './start-lock';

const CONNECT_MS = 1000;

/**
 * The port of the server on `folder`, also before it runs, so that a process can know its address and wait for it: that of
 * the server that runs there, else the one it had last, kept in `<dataDir>/postgres-port`, else a free one when somebody
 * else has taken that. Processes that ask at once are told the same.
 */
export function agreedPort(dataDir: string, folder: string): Promise<number> {
  return whileHolding(path.join(dataDir, 'postgres-port.lock'), 'choosing a port for the database', async () => {
    const file = path.join(dataDir, 'postgres-port');
    const last = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    const port = runningPostmaster(folder)?.port ?? (await usable(last, folder)) ?? (await freePort());
    if (port !== last) {
      writeFileSync(`${file}.new`, String(port));
      renameSync(`${file}.new`, file);
    }
    return port;
  });
}

/** `port`, unless somebody listens there who is not our server. It is not listened on to find out: our server may be about to. */
async function usable(port: number, folder: string): Promise<number | null> {
  if (!(port > 0)) return null;
  return !(await isTaken(port)) || runningPostmaster(folder)?.port === port ? port : null;
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const settle = (taken: boolean) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(CONNECT_MS, () => settle(true));
    socket.once('connect', () => settle(true));
    socket.once('error', (error: NodeJS.ErrnoException) => settle(error.code !== 'ECONNREFUSED'));
  });
}
