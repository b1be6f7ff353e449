// A lock between processes that build in one checkout: a file that names its holder.
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 200;
let drafts = 0;

/** The fields of /proc/<pid>/stat from the third on (state, parent, …); null where /proc cannot tell. */
function statOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}

/** What tells a process from a later one with its id: the id and, where /proc says it, when it was started. */
function identity(pid) {
  return `${pid} ${statOf(pid)?.[19] ?? ''}`;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== 'EPERM') return false;
  }
  return statOf(pid)?.[0] !== 'Z';
}

function holderOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function tryTake(file) {
  drafts += 1;
  const draft = `${file}.${process.pid}-${drafts}`;
  writeFileSync(draft, identity(process.pid));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
    return false;
  } finally {
    unlinkSync(draft);
  }
}

/** Clears what a process left that is gone; puts it back when somebody else was quicker, and this is their lock. */
function clearStale(file) {
  const holder = holderOf(file);
  if (holder === '') return; // it was given back this moment: what stands there next is another's
  const pid = Number(holder.split(' ', 1)[0]);
  if (isAlive(pid) && identity(pid) === holder) return;
  const grave = `${file}.${process.pid}-gone`;
  try {
    renameSync(file, grave);
    if (readFileSync(grave, 'utf8') !== holder) linkSync(grave, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(grave, { force: true });
  }
}

/**
 * Runs `work` while no other process holds the lock.
 * @param {string} file the lock
 * @param {() => Promise<unknown>} work
 * @param {(pid: number) => void} onWait called once, with who holds it, when there is something to wait for
 */
export async function whileLocked(file, work, onWait) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let waited = false; !tryTake(file);) {
    clearStale(file);
    const pid = Number(holderOf(file).split(' ', 1)[0]);
    if (pid > 0 && !waited) onWait(pid);
    waited ||= pid > 0;
    await wait(POLL_MS);
  }
  try {
    await work();
  } finally {
    if (holderOf(file) === identity(process.pid)) rmSync(file, { force: true });
  }
}
