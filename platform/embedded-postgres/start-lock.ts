import { linkSync, mkdirSync, readFileSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

function alive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

function holder(file: string): number {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
}

/** Takes the lock if it is free; a lock whose process is gone is cleared first. */
function tryTake(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, String(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const pid = holder(file);
    if (pid > 0 && !alive(pid)) rmSync(file, { force: true });
    return false;
  } finally {
    unlinkSync(draft);
  }
}

/**
 * Runs `work` while no other process on this machine starts a server on the same data folder: of two that begin at once
 * on an empty folder, one creates the cluster and the other finds it running.
 */
export async function whileStarting<T>(dataDir: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(dataDir, { recursive: true });
  const file = path.join(dataDir, 'postgres-start.lock');
  while (!tryTake(file)) await wait(50);
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
