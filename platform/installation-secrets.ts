import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

/** Secrets of one installation, generated on first start, never defaulted. */
export interface InstallationSecrets {
  authSecret: string;
  encryptionKey: Buffer;
  /** Password of the embedded database's superuser. */
  databasePassword: string;
}

const file = z.object({
  authSecret: z.string().min(32),
  encryptionKey: z.string().regex(/^[0-9a-f]{64}$/),
  databasePassword: z.string().min(24),
});

function read(target: string): InstallationSecrets {
  const parsed = file.safeParse(JSON.parse(readFileSync(target, 'utf8')));
  if (!parsed.success)
    throw new Error(`${target} is damaged; restore it from a backup, or every session and stored secret is lost.`);
  return { ...parsed.data, encryptionKey: Buffer.from(parsed.data.encryptionKey, 'hex') };
}

/**
 * Reads `<dataDir>/secrets.json`, creating it (mode 0600) on first start. Two processes that start at once agree:
 * the file appears whole, by link(2), and only the first one wins.
 */
export function loadInstallationSecrets(dataDir: string): InstallationSecrets {
  mkdirSync(dataDir, { recursive: true });
  const target = path.join(dataDir, 'secrets.json');
  const draft = `${target}.${process.pid}`;
  const fresh = {
    authSecret: randomBytes(32).toString('base64url'),
    encryptionKey: randomBytes(32).toString('hex'),
    databasePassword: randomBytes(24).toString('base64url'),
  };
  try {
    return read(target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  writeFileSync(draft, JSON.stringify(fresh, null, 2), { mode: 0o600 });
  try {
    linkSync(draft, target);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return read(target);
}
