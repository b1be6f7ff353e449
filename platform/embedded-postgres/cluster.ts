import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../logger';
import { runningPostmaster } from './postmaster-file';
import { traversablePlace, type ServerUser } from './native-folder';

const run = promisify(execFile);

function reachable(folder: string, user: ServerUser): boolean {
  if (user.uid === undefined) return true;
  for (let current = folder; current !== path.dirname(current); current = path.dirname(current)) {
    if (
      existsSync(current) &&
      current !== folder &&
      (statSync(current).mode & 0o001) === 0 &&
      statSync(current).uid !== user.uid
    )
      return false;
  }
  return true;
}

/** Where the cluster lives: `<dataDir>/postgres`, or a traversable place when the server user cannot get there. */
export function clusterFolder(dataDir: string, user: ServerUser): string {
  const inside = path.join(dataDir, 'postgres');
  return reachable(inside, user) ? inside : path.join(traversablePlace(dataDir), 'postgres');
}

/** Written when a cluster is complete; holds the mark of the password it was made with. */
const READY = 'switchyard-ready';

function passwordMark(password: string): string {
  return createHash('sha256').update(password).digest('hex').slice(0, 16);
}

/** Whether there is a complete cluster in `folder` that was made with this password. */
export function isOurCluster(folder: string, password: string): boolean {
  const ready = path.join(folder, READY);
  return existsSync(ready) && readFileSync(ready, 'utf8') === passwordMark(password);
}

/**
 * Moves a cluster aside that belongs to other secrets: a checkout under a private home that was deleted and cloned again
 * leaves its cluster outside. Nothing is deleted, and the new installation begins empty.
 * @throws Error when a server still runs on that cluster.
 */
export function setAsideForeignCluster(folder: string, { password, log }: { password: string; log: Logger }): void {
  if (!existsSync(path.join(folder, READY)) || isOurCluster(folder, password)) return;
  const serving = runningPostmaster(folder);
  if (serving)
    throw new Error(
      `The database in ${folder} belongs to an earlier installation and still runs (process ${serving.pid}). Stop it, then start again.`,
    );
  const aside = `${folder}-left-${new Date().toISOString().replace(/\D/g, '').slice(0, 14)}`;
  renameSync(folder, aside);
  log.warn('the database folder belonged to an earlier installation, whose secrets are gone; it was moved aside', {
    aside,
  });
}

/**
 * Creates the cluster in `folder` if there is none yet: superuser `postgres` with a password (scram), UTF-8, C locale.
 * An initdb that was killed half-way leaves no PG_VERSION and is started over.
 */
export async function ensureCluster(
  native: string,
  folder: string,
  user: ServerUser,
  password: string,
): Promise<{ created: boolean }> {
  if (existsSync(path.join(folder, 'PG_VERSION')) && existsSync(path.join(folder, READY))) return { created: false };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
  mkdirSync(folder, { mode: 0o700 });
  chmodSync(folder, 0o700);
  const secret = `${folder}.password`;
  writeFileSync(secret, password, { mode: 0o600 });
  if (user.uid !== undefined && user.gid !== undefined) {
    chownSync(folder, user.uid, user.gid);
    chownSync(secret, user.uid, user.gid);
  }
  try {
    await run(
      path.join(native, 'bin', 'initdb'),
      ['-D', folder, '-U', 'postgres', '-A', 'scram-sha-256', `--pwfile=${secret}`, '-E', 'UTF8', '--locale=C'],
      { ...user, cwd: folder },
    );
  } finally {
    rmSync(secret, { force: true });
  }
  writeFileSync(path.join(folder, READY), passwordMark(password));
  accessSync(path.join(folder, 'PG_VERSION'), constants.R_OK);
  return { created: true };
}
