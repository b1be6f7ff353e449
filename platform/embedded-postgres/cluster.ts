import { execFile } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  chownSync,
  constants,
  existsSync,
  mkdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
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
  if (existsSync(path.join(folder, 'PG_VERSION')) && existsSync(path.join(folder, 'switchyard-ready')))
    return { created: false };
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
  writeFileSync(path.join(folder, 'switchyard-ready'), '');
  accessSync(path.join(folder, 'PG_VERSION'), constants.R_OK);
  return { created: true };
}
