/** A start that failed for a reason the operator can mend: the message says what to do, and no stack is printed. */
export class StartError extends Error {
  override name = 'StartError';
}

const CONNECTION_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT', 'EHOSTUNREACH', 'ECONNRESET', 'EAI_AGAIN']);
const FOLDER_CODES = new Set(['EEXIST', 'ENOTDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC']);

function textOf(error: unknown): string {
  return error instanceof Error
    ? error.message || ((error as NodeJS.ErrnoException).code ?? error.name)
    : String(error);
}

/** Whether an error says that the database cannot be reached now, and may be later. */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return /timeout expired|terminated/.test(error.message); // of pg itself
  // Classes 08, 57P and 53: no connection, starting up or shutting down, out of connections or room.
  return CONNECTION_CODES.has(code) || /^(08|57P|53)/.test(code);
}

/** What to say when the database of DATABASE_URL cannot be used; null when the error is about something else. */
export function databaseProblem(databaseUrl: string, error: unknown): StartError | null {
  const { code = '' } = error as NodeJS.ErrnoException;
  // Classes 08 and 28: no connection, no authorization. 3D000: no such database.
  if (!CONNECTION_CODES.has(code) && !/^(08|28)|^3D000$/.test(code)) return null;
  const { host, pathname } = new URL(databaseUrl);
  return new StartError(
    `DATABASE_URL cannot be used: ${host}${pathname} answered ${code} (${textOf(error)}). Check that PostgreSQL runs there and lets this user in.`,
  );
}

/** What to say when the data folder cannot be used; null when the error is about something else. */
export function folderProblem(dataDir: string, error: unknown): StartError | null {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (!FOLDER_CODES.has(code)) return null;
  return new StartError(
    `SWITCHYARD_DATA_DIR=${dataDir} cannot be used as the data folder (${code}). Choose a folder that this user may write to.`,
  );
}

/** Prints why a process did not start: one sentence where the operator can mend it, the stack where only we can. */
export function printStartFailure(error: unknown): void {
  const plain = error instanceof Error && (error.name === 'StartError' || error.name === 'EnvError');
  process.stderr.write(
    `${plain ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
}
