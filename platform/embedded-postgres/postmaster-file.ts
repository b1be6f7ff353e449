import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive } from './process-identity';

/** What PostgreSQL writes into its folder about itself: from before it listens until after it has ended, if nobody kills it. */
export interface PostmasterFile {
  pid: number;
  port: number;
}

/** The note in `folder`, of a server that runs or of one that was killed; null when there is none. */
export function readPostmaster(folder: string): PostmasterFile | null {
  const file = path.join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const lines = readFileSync(file, 'utf8').split('\n');
  const pid = Number(lines[0]);
  const port = Number(lines[3]);
  return pid > 0 && port > 0 ? { pid, port } : null;
}

/** The server that runs on `folder` now, whether it answers or not. */
export function runningPostmaster(folder: string): PostmasterFile | null {
  const noted = readPostmaster(folder);
  return noted && isAlive(noted.pid) && isPostgres(noted.pid) ? noted : null;
}

/**
 * Lets a new server start on `folder` although a process has the id that postmaster.pid names: one that ended and that
 * nobody has collected, or a stranger that was given the id since. PostgreSQL takes either for a running server, but not its
 * own parent; what it says about memory that is still in use stays in the file. Called while no server runs there.
 */
export function disownPostmaster(folder: string): void {
  const noted = readPostmaster(folder);
  if (!noted || runningPostmaster(folder)) return;
  const file = path.join(folder, 'postmaster.pid');
  const [, ...rest] = readFileSync(file, 'utf8').split('\n');
  writeFileSync(file, [process.pid, ...rest].join('\n'));
}

/** True where /proc cannot tell. */
function isPostgres(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres';
  } catch {
    return true;
  }
}
