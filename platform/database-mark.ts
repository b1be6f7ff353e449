import { createHash } from 'node:crypto';

/** Tells the addresses of databases apart without saying where they are. */
export function databaseMark(databaseUrl: string): string {
  const { host, pathname } = new URL(databaseUrl);
  return createHash('sha256').update(`${host}${pathname}`).digest('hex');
}
