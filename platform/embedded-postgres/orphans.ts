import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { disownPostmaster } from './postmaster-file';
import { isAlive } from './process-identity';

const PATIENCE_MS = 10_000;

/** Processes of PostgreSQL that work in `folder`; none where /proc cannot tell. */
function workersIn(folder: string): number[] {
  const found: number[] = [];
  let names: string[] = [];
  let place = folder;
  try {
    place = realpathSync(folder);
    names = readdirSync('/proc');
  } catch {
    return found;
  }
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    try {
      if (readFileSync(`/proc/${name}/comm`, 'utf8').trim() !== 'postgres') continue;
      if (readlinkSync(`/proc/${name}/cwd`) === place) found.push(Number(name));
    } catch {
      // It ended meanwhile, or is not ours to look at.
    }
  }
  return found;
}

/**
 * Ends what a killed server left behind: its workers notice that it is gone, but one in the middle of a statement only
 * when that ends, and no new server may start before. Called while no server runs in `folder`.
 */
export async function endOrphans(folder: string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  for (const pid of workersIn(folder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      continue; // It ended meanwhile.
    }
    while (isAlive(pid) && Date.now() < deadline) await wait(10);
  }
  disownPostmaster(folder);
}
