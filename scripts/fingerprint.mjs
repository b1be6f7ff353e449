// A fingerprint of files and folders, to know whether something made from them is stale.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

const SKIP = /(^|\/)(node_modules|\.next[^/]*|build|prisma-client|\.switchyard[^/]*)(\/|$)|\.test\.tsx?$/;

function* filesOf(target) {
  if (!existsSync(target) || SKIP.test(target)) return;
  if (!statSync(target).isDirectory()) yield target;
  else for (const name of readdirSync(target).sort()) yield* filesOf(path.join(target, name));
}

/** SHA-256 over the names and contents of all files below `targets`. */
export function fingerprint(targets) {
  const hash = createHash('sha256');
  for (const target of targets)
    for (const file of filesOf(target)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}
