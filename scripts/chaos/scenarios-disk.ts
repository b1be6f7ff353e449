import { closeSync, openSync, rmSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Scenario, Stage } from './stage';

type WithoutDatabase = (stage: Stage, work: () => Promise<void>) => Promise<void>;

/** Fills the file system of `folder` to the last byte. @returns the file that does. */
function fill(folder: string): string {
  const file = path.join(folder, 'ballast');
  const handle = openSync(file, 'w');
  let size = 1024 * 1024;
  while (size >= 1) {
    try {
      writeSync(handle, Buffer.alloc(size));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      size = Math.floor(size / 2);
    }
  }
  closeSync(handle);
  return file;
}

/** Another program fills the disk while the spool grows, and frees it again. */
export function diskFull(withoutDatabase: WithoutDatabase): Scenario {
  return {
    name: 'disk-full',
    about:
      'the file system of the spool (a tmpfs of 32 MB) is filled to the last byte while PostgreSQL is away, and freed',
    seconds: 15,
    door: 'full',
    ownDisk: true,
    run: (stage) =>
      withoutDatabase(stage, async () => {
        const { house, seconds, say } = stage;
        if (house.spoolDisk === null) throw new Error('this machine lets nobody mount a file system for the spool');
        await wait((seconds * 1000) / 3);
        say('the disk fills up');
        const ballast = fill(house.spoolDisk);
        await wait((seconds * 1000) / 3);
        say('the disk has room again');
        rmSync(ballast);
        await wait((seconds * 1000) / 3);
      }),
  };
}

/** The disk refuses in the middle of a record, without having said before that it is nearly full. */
export function writesFail(withoutDatabase: WithoutDatabase): Scenario {
  return {
    name: 'writes-fail',
    about: 'writes to the spool end with ENOSPC in the middle of a record while PostgreSQL is away, and work again',
    seconds: 15,
    door: 'full',
    run: (stage) =>
      withoutDatabase(stage, async () => {
        const { house, random, seconds, say } = stage;
        await wait((seconds * 1000) / 3);
        say('writes will fail soon');
        house.faults.set({ spoolBytes: random.whole(3000, 30_000) });
        await wait((seconds * 1000) / 3);
        say('writes work again');
        house.faults.set({});
        await wait((seconds * 1000) / 3);
      }),
  };
}
