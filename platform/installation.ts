import type { Env } from '../config/env';
import { processState, setProcessState } from './process-state';

/** What every part of a running process may know about the installation: the environment, made concrete. */
export interface Installation extends Omit<Env, 'databaseUrl'> {
  databaseUrl: string;
  /** Signs sessions (next-auth). */
  authSecret: string;
  /** 32 bytes; seals destination secrets at rest. */
  encryptionKey: Buffer;
}

/** Makes the installation known to this process. Called once, by processes/ or by a test. */
export function setInstallation(installation: Installation): void {
  setProcessState('installation', installation);
}

/** The installation of this process. @throws Error when no process has set it: a bug in start-up order. */
export function installation(): Installation {
  const found = processState<Installation | null>('installation', () => null);
  if (!found) throw new Error('The installation is not set; processes/ must call setInstallation first.');
  return found;
}
