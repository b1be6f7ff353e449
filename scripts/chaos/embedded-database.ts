import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { clusterFolder } from '../../platform/embedded-postgres/cluster';
import { serverUser } from '../../platform/embedded-postgres/native-folder';
import { isAlive } from '../../platform/embedded-postgres/process-identity';
import { patientQuery, signalAll, withChildren, type ChaosDatabase } from './database';

/** The PostgreSQL that the product itself starts in `dataDir`, and starts again when it dies. */
export function embeddedDatabase(dataDir: string): ChaosDatabase {
  const folder = clusterFolder(dataDir, serverUser());
  const lines = () => {
    const file = path.join(folder, 'postmaster.pid');
    return existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  };
  const postmaster = () => {
    const pid = Number(lines()[0]);
    return pid > 0 && isAlive(pid) ? pid : null;
  };
  const urlNow = () => {
    const text = readFileSync(path.join(dataDir, 'secrets.json'), 'utf8');
    const { databasePassword } = JSON.parse(text) as { databasePassword: string };
    return `postgresql://postgres:${databasePassword}@127.0.0.1:${lines()[3]}/postgres`;
  };
  return {
    url: '',
    process: null,
    pids() {
      const pid = postmaster();
      return pid === null ? [] : withChildren(pid);
    },
    query: patientQuery(urlNow),
    async stop() {
      const pid = postmaster();
      if (pid === null) return;
      signalAll([pid], 'SIGINT');
      while (isAlive(pid)) await wait(25);
    },
  };
}
