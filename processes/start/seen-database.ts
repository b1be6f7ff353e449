import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { databaseMark } from '../../platform/database-mark';

/** Where a data folder remembers which database it has worked with. */
function seenFile(dataDir: string): string {
  return path.join(dataDir, 'database-seen');
}

/**
 * Whether the data folder has worked with the database before. Of the embedded one (null), which lies in the folder itself,
 * any note says so: its address may change.
 */
export function hasSeen(dataDir: string, databaseUrl: string | null): boolean {
  const file = seenFile(dataDir);
  if (!existsSync(file)) return false;
  return databaseUrl === null || readFileSync(file, 'utf8') === databaseMark(databaseUrl);
}

/** Remembers the database, once it is up to date. */
export function rememberSeen(dataDir: string, databaseUrl: string): void {
  writeFileSync(seenFile(dataDir), databaseMark(databaseUrl));
}
