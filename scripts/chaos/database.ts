import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { clusterFolder, ensureCluster } from '../../platform/embedded-postgres/cluster';
import { nativeFolder, serverUser } from '../../platform/embedded-postgres/native-folder';
import { freePort } from './free-port';
import { Supervised } from './supervised';

const PASSWORD = 'for-chaos-only';

/** A PostgreSQL of the suite's own, which can be killed, kept away and frozen. */
export interface ChaosDatabase {
  url: string;
  process: Supervised;
  /** Resolves when it answers. */
  ready(): Promise<void>;
  /** Ids of its processes, the postmaster first. */
  pids(): number[];
  /** Stops all its processes in their tracks: connections stay open, and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Runs one query on a connection of its own, as often as it takes to get an answer. */
  query<T extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<T[]>;
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

  async function query<T extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> {
    for (let tries = 0; ; tries += 1) {
      const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000, query_timeout: 30_000 });
      client.on('error', () => undefined);
      try {
        await client.connect();
        return (await client.query<T>(text, values)).rows;
      } catch (error) {
        if (tries >= 200) throw error;
        await wait(100);
      } finally {
        await client.end().catch(() => undefined);
      }
    }
  }
  const pids = () => {
    const { pid } = server;
    if (pid === null) return [];
    // ps ends with 1 when it finds none: the postmaster has only just begun.
    const { stdout } = spawnSync('ps', ['-o', 'pid=', '--ppid', String(pid)], { encoding: 'utf8' });
    return [pid, ...stdout.split('\n').map(Number).filter(Boolean)];
  };
  let frozen: number[] = [];
  return {
    url,
    process: server,
    ready: async () => void (await query('SELECT 1')),
    pids,
    freeze() {
      frozen = pids();
      for (const pid of frozen) signal(pid, 'SIGSTOP');
    },
    thaw() {
      for (const pid of frozen.reverse()) signal(pid, 'SIGCONT');
      frozen = [];
    },
    query,
  };
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
