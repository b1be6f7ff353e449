import { accessTokenKey } from '@/platform/access-token';
import type { Clock } from '@/platform/clock';
import { installation } from '@/platform/installation';
import type { Sql } from '@/storage/client';
import { readRevocations } from '@/storage/entities/oauth/revocations';
import { BearerCheck } from '../../receive/bearer/bearer-check';
import { Revocations } from '../../receive/bearer/revocations';
import { readCredentials } from '../../receive/credentials';
import type { Door } from './door';

/** Reads Authorization headers and checks the bearer tokens in them. */
export interface Bearers extends Pick<Door, 'credentialsOf'> {
  close(): void;
}

/** Builds it with this installation's key; `sql` is asked for what is revoked. */
export function createBearers(sql: Sql, clock: Clock): Bearers {
  const revocations = new Revocations({ read: () => readRevocations(sql) });
  const check = new BearerCheck({
    key: accessTokenKey(installation().encryptionKey),
    revocations,
    now: () => clock.now().getTime(),
  });
  return {
    credentialsOf(authorization) {
      const credentials = readCredentials(authorization);
      return credentials.kind === 'bearer' ? check.check(credentials.token) : credentials;
    },
    close: () => revocations.close(),
  };
}
