import { accessTokenKey } from '@/platform/access-token';
import type { Clock } from '@/platform/clock';
import { installation } from '@/platform/installation';
import type { Sql } from '@/storage/client';
import { readRevocations } from '@/storage/entities/oauth/revocations';
import { BearerCheck } from '../../receive/bearer/bearer-check';
import { Revocations } from '../../receive/bearer/revocations';
import { readCredentials, type Credentials } from '../../receive/credentials';
import type { Door } from './door';

/** Reads Authorization headers and checks the bearer tokens in them. */
export interface Bearers extends Pick<Door, 'credentialsOf'> {
  close(): void;
}

const HEADERS_REMEMBERED = 1000;

/** Builds it with this installation's key; `sql` is asked for what is revoked, and may take `patienceMs` to answer. */
export function createBearers(sql: Sql, clock: Clock, patienceMs?: number): Bearers {
  const revocations = new Revocations({ read: () => readRevocations(sql), patienceMs });
  const check = new BearerCheck({
    key: accessTokenKey(installation().encryptionKey),
    revocations,
    now: () => clock.now().getTime(),
  });
  const read = new Map<string, Credentials>();
  /** Senders repeat the same header in each request. */
  function credentialsIn(authorization: string): Credentials {
    let credentials = read.get(authorization);
    if (credentials === undefined) {
      credentials = readCredentials(authorization);
      if (read.size >= HEADERS_REMEMBERED) read.clear();
      read.set(authorization, credentials);
    }
    return credentials;
  }
  return {
    credentialsOf(authorization) {
      const credentials = authorization === undefined ? readCredentials(authorization) : credentialsIn(authorization);
      return credentials.kind === 'bearer' ? check.check(credentials.token) : credentials;
    },
    close: () => revocations.close(),
  };
}
