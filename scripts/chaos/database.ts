import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { clusterFolder, ensureCluster } from '../../platform/embedded-postgres/cluster';
import { nativeFolder, serverUser } from '../../platform/embedded-postgres/native-folder';
import { freePort } from '../../platform/embedded-postgres/free-port';
import { Supervised } from './supervised';

const PASSWORD = 'for-chaos-only';

/** The PostgreSQL under the product, which can be killed, and asked. */
export interface ChaosDatabase {
  /** The value of DATABASE_URL; empty when the product starts its own. */
  url: string;
  /** Whoever starts it again, when that is the suite. */
  process: Supervised | null;
  /** Ids of its processes, the postmaster first; none when it does not run. */
  pids(): number[];
  /** Runs one query on a connection of its own, as often as it takes to get an answer. */
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
  /** Ends it for good. */
  stop(): Promise<void>;
}

/** Makes a cluster in `dataDir` and starts PostgreSQL on it. */
export async function startDatabase(dataDir: string, restartAfterMs: () => number): Promise<ChaosDatabase> {
  const user = serverUser();
  const { native } = nativeFolder(dataDir, user);
  const folder = clusterFolder(dataDir, user);
  await ensureCluster(native, folder, user, PASSWORD);
  const port = await freePort();
  const settings = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', `port=${port}`, 'max_connections=100'];
  const server = new Supervised({
    name: 'postgres',
    command: path.join(native, 'bin', 'postgres'),
    args: ['-D', folder, ...settings.flatMap((setting) => ['-c', setting])],
    ...user,
    cwd: folder,
    logFile: path.join(dataDir, 'postgres.log'),
    restartAfterMs,
  });
  const url = `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
  const query = patientQuery(() => url);
  await query('SELECT 1');
  return {
    url,
    process: server,
    pids: () => (server.pid === null ? [] : withChildren(server.pid)),
    query,
    stop: () => server.stop('SIGINT'),
  };
}

/** A process and its children. */
export function withChildren(pid: number): number[] {
  // ps ends with 1 when it finds none: the postmaster has only just begun.
  const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
  return [pid, ...stdout.split('\n').map(Number).filter(Boolean)];
}

/** A query that is tried for half a minute; `urlNow` may throw while there is no server. */
export function patientQuery(urlNow: () => string): ChaosDatabase['query'] {
  return async <T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> => {
    for (let tries = 0; ; tries += 1) {
      let client: pg.Client | null = null;
      try {
        client = new pg.Client({ connectionString: urlNow(), connectionTimeoutMillis: 2000, query_timeout: 30_000 });
        client.on('error', () => undefined);
        await client.connect();
        return (await client.query<T>(text, values)).rows;
      } catch (error) {
        if (tries >= 300) throw error;
        await wait(100);
      } finally {
        await client?.end().catch(() => undefined);
      }
    }
  };
}

/** Sends a signal to each of `pids`; one that is gone is no error. */
export function signalAll(pids: number[], name: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, name);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
}
