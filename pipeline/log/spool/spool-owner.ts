import path from 'node:path';
import { isAlive, processIdentity } from '@/platform/embedded-postgres/process-identity';
import { processPlace, type ProcessPlace } from '@/platform/process-place';
import type { SpoolFiles } from './spool-files';

/** After this silence the owner of a spool in another container or on another machine counts as gone. */
export const SILENCE_MS = 60_000;

interface OwnerNote {
  place: ProcessPlace;
  process: string;
}

const FREE = 'free';

/**
 * Who may write to or drain a spool's folder: the writer of the highest-numbered owner file in it. A number is taken by
 * making a file that must not exist yet, so of two that want a folder one gets it.
 */
export interface Ownership {
  folder: string;
  /** Whether the owner before was only silent: it may be in the middle of a write, after which it notices. */
  bySilence: boolean;
  /** Says that the owner lives. False when somebody took the folder over, because it was not said for too long. */
  touch(): Promise<boolean>;
  /** Lets go of the folder, for others to take at once. */
  release(): Promise<void>;
}

/** Takes `folder` unless it belongs to somebody who lives: then null. `now`: milliseconds since 1970. */
export async function takeFolder(files: SpoolFiles, folder: string, now: number): Promise<Ownership | null> {
  const highest = highestNumber(await files.list(folder));
  const freedBy = highest > 0 ? await freeBy(files, ownerFile(folder, highest), now) : 'release';
  if (freedBy === null) return null;
  const file = ownerFile(folder, highest + 1);
  const note: OwnerNote = { place: processPlace(), process: processIdentity(process.pid) };
  if (!(await files.claim(file, JSON.stringify(note)))) return null;
  if (highestNumber(await files.list(folder)) !== highest + 1) return null;
  return {
    folder,
    bySilence: freedBy === 'silence',
    async touch() {
      if (highestNumber(await files.list(folder)) !== highest + 1) return false;
      await files.touch(file);
      return true;
    },
    release: () => files.replaceText(file, FREE),
  };
}

function ownerFile(folder: string, number: number): string {
  return path.join(folder, `owner.${number}`);
}

function highestNumber(names: string[]): number {
  let highest = 0;
  for (const name of names) {
    const match = /^owner\.(\d+)$/.exec(name);
    if (match) highest = Math.max(highest, Number(match[1]));
  }
  return highest;
}

/** Why nobody owns what the owner in `file` owned; null while it is owned. */
async function freeBy(files: SpoolFiles, file: string, now: number): Promise<'release' | 'death' | 'silence' | null> {
  const text = await files.readText(file);
  if (text === null) return null;
  const note = text === FREE ? null : readNote(text);
  if (note === null) return 'release';
  const here = processPlace();
  if (note.place.host === here.host && note.place.boot !== here.boot) return 'death';
  if (note.place.boot === here.boot && note.place.pids === here.pids) {
    const pid = Number(note.process.split(' ', 1)[0]);
    return isAlive(pid) && processIdentity(pid) === note.process ? null : 'death';
  }
  return now - (await files.modifiedAt(file)) > SILENCE_MS ? 'silence' : null;
}

function readNote(text: string): OwnerNote | null {
  try {
    return JSON.parse(text) as OwnerNote;
  } catch {
    return null;
  }
}
