/** The exit code of a command that may simply be repeated (EX_TEMPFAIL of sysexits); scripts/switchyard.mjs does so. */
export const TRY_AGAIN = 75;

const SIGNS =
  /57P0[123]|terminating connection|Connection terminated|Server has closed the connection|ECONNREFUSED|ECONNRESET|is (starting up|shutting down)/;

/**
 * Whether `error` says that the database went away under a command: a Switchyard that owned the embedded PostgreSQL
 * stopped, or is just starting. Looks through causes, because Prisma wraps the driver's errors.
 */
export function isLostConnection(error: unknown): boolean {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth += 1) {
    if (SIGNS.test(`${at.message} ${String((at as { code?: unknown }).code)}`)) return true;
  }
  return false;
}
