import { randomBytes } from 'node:crypto';
import { setInstallation, type Installation } from '../platform/installation';
import { parseEnv } from '../config/env';

/** Makes a test's process an installation: defaults, a random secret each, loopback receivers allowed. */
export function useTestInstallation(overrides: Partial<Installation> & { databaseUrl: string }): Installation {
  const made: Installation = {
    ...parseEnv({ SWITCHYARD_LOG_LEVEL: 'error' }),
    allowPrivateNetworks: ['127.0.0.0/8', '::1/128'],
    authSecret: randomBytes(32).toString('base64url'),
    encryptionKey: randomBytes(32),
    ...overrides,
  };
  setInstallation(made);
  return made;
}
