import { readFileSync } from 'node:fs';

/** Whether a process with this id runs now. One that ended and that its parent has not collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return !/^[ZX]$/.test(statOf(pid)?.[0] ?? '');
}

/** The fields of /proc/<pid>/stat from the third on (state, parent, …); null where /proc cannot tell. */
function statOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/**
 * What tells a process from a later one that was given the same id: the id and, on Linux, the tick it was started at.
 * Process ids are soon used again in a container, so an id alone says little after a kill -9.
 */
export function processIdentity(pid: number): string {
  const stat = statOf(pid);
  return stat ? `${pid} ${stat[19] ?? ''}` : String(pid);
}
