import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { isAlive, processIdentity } from './process-identity';

const PATIENCE_MS = 120_000;

function holderOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/** Whether the process that wrote `holder` still runs, and is not another one with its id. */
function holds(holder: string): boolean {
  const pid = Number(holder.split(' ', 1)[0]);
  return pid > 0 && isAlive(pid) && processIdentity(pid) === holder;
}

/** Clears what `holder` left; puts it back when somebody else was quicker, and this is their lock. */
function clear(file: string, holder: string): void {
  const grave = `${file}.${process.pid}-gone`;
  try {
    renameSync(file, grave);
    if (holderOf(grave) !== holder) linkSync(grave, file);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

/** Takes the lock if it is free; a lock whose process is gone is cleared first. */
function tryTake(file: string): boolean {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, processIdentity(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const holder = holderOf(file);
    if (holder !== '' && !holds(holder)) clear(file, holder);
    return false;
  } finally {
    unlinkSync(draft);
  }
}

/** How to wait for a lock. */
export interface LockWait {
  /** Ends the waiting, and rejects with its reason. */
  signal?: AbortSignal;
}

/**
 * Runs `work` while no other process on this machine holds the lock `file`; what a killed process left is cleared.
 * @param doing what the holder does, for the error.
 * @throws Error naming the file when another process holds it for two minutes.
 */
export async function whileHolding<T>(
  file: string,
  doing: string,
  work: () => Promise<T>,
  { signal }: LockWait = {},
): Promise<T> {
  mkdirSync(path.dirname(file), { recursive: true });
  const deadline = Date.now() + PATIENCE_MS;
  while (!tryTake(file)) {
    if (Date.now() > deadline) {
      throw new Error(
        `Process ${holderOf(file).split(' ', 1)[0]} has been ${doing} for two minutes. If it hangs, end it, or delete ${file}.`,
      );
    }
    await wait(50, undefined, { signal });
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}

/**
 * Runs `work` while no other process on this machine starts a server on the same data folder: of two that begin at once
 * on an empty folder, one creates the cluster and the other finds it running.
 */
export function whileStarting<T>(dataDir: string, work: () => Promise<T>, how?: LockWait): Promise<T> {
  return whileHolding(path.join(dataDir, 'postgres-start.lock'), 'starting the database', work, how);
}
