import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../processes/cli/demo/random';
import { runJson } from '../bench/children.mjs';
import { ensureServersBuilt } from '../ensure-built.mjs';
import { signalAll, startDatabase, type ChaosDatabase } from './database';
import { embeddedDatabase } from './embedded-database';
import { FaultsFile } from './faults';
import { freePort } from '../../platform/embedded-postgres/free-port';
import { startReceiver, type ChaosReceiver } from './receiver';
import type { ChaosSource } from './set-up';
import { Supervised } from './supervised';

/** The product as it runs in earnest, each of its processes apart, and started again within a second when it ends. */
export interface House {
  /** Origin of the door. */
  url: string;
  dataDir: string;
  database: ChaosDatabase;
  /** Role ingest. */
  server: Supervised;
  worker: Supervised;
  receiver: ChaosReceiver;
  faults: FaultsFile;
  /** One per name. */
  sources: Record<string, ChaosSource>;
  /** A file system of `bytes` of its own under the spool; null when this machine does not let us mount one. */
  spoolDisk: string | null;
  /** Resolves when the server listens. @throws Error when it does not within two minutes. */
  doorOpen(): Promise<void>;
  /** Resolves when server and worker say that they are well. */
  healthy(): Promise<void>;
  /** Ends everything. `keep`: leaves data and logs for somebody to look at. */
  close(how: { keep: boolean }): Promise<void>;
}

export interface HouseOptions {
  random: Random;
  /** Names of the sources to make. */
  sources: string[];
  /** The product starts its own PostgreSQL, as it does without DATABASE_URL. */
  embedded?: boolean;
  /** Bytes of a file system to mount under the spool. */
  spoolDiskBytes?: number;
}

const DOOR_PATIENCE_MS = 120_000;

/** Builds what is stale, and starts everything on a new data folder. */
export async function openHouse({ random, sources: names, embedded, spoolDiskBytes }: HouseOptions): Promise<House> {
  await ensureServersBuilt();
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-chaos-'));
  chmodSync(dataDir, 0o755);
  const restartAfterMs = () => random.whole(200, 1000);
  const spoolDisk = spoolDiskBytes === undefined ? null : mountSpool(path.join(dataDir, 'spool'), spoolDiskBytes);
  const database = embedded ? embeddedDatabase(dataDir) : await startDatabase(dataDir, restartAfterMs);
  const faults = new FaultsFile(path.join(dataDir, 'faults.json'));
  const receiver = await startReceiver();
  const [port, workerPort] = [await freePort(), await freePort()];
  const env = {
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    SWITCHYARD_DATA_DIR: dataDir,
    DATABASE_URL: database.url,
    SWITCHYARD_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
    SWITCHYARD_LOG_LEVEL: 'warn',
    CHAOS_FAULTS: faults.file,
  };
  const preload = pathToFileURL(path.resolve('scripts/chaos/preload/faults.mjs')).href;
  const program = (name: string, role: string, port: number) =>
    new Supervised({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', '--import', preload, `build/${name}.js`],
      env: { ...env, SWITCHYARD_ROLE: role, PORT: String(port) },
      logFile: path.join(dataDir, `${name}.log`),
      restartAfterMs,
    });
  const server = program('server', 'ingest', port);
  const worker = program('worker', 'worker', workerPort);
  const url = `http://127.0.0.1:${port}`;

  async function healthy(): Promise<void> {
    for (const origin of [url, `http://127.0.0.1:${workerPort}`]) {
      for (let tries = 0; ; tries += 1) {
        const answer = await fetch(`${origin}/api/health`, { signal: AbortSignal.timeout(5000) }).catch(() => null);
        const text = (await answer?.text().catch(() => null)) ?? 'no answer';
        if (answer?.status === 200) break;
        if (tries >= 600) throw new Error(`${origin}/api/health is not well after a minute: ${text}. Logs: ${dataDir}`);
        await wait(100);
      }
    }
  }
  async function doorOpen(): Promise<void> {
    for (const startedAt = performance.now(); ;) {
      if (await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5000) }).catch(() => null)) return;
      if (performance.now() - startedAt > DOOR_PATIENCE_MS) throw new Error('the door did not open again');
      await wait(50);
    }
  }
  await doorOpen();
  const sources = (await runJson(
    ['--import', 'tsx', 'scripts/chaos/set-up.ts', receiver.url, ...names],
    env,
  )) as Record<string, ChaosSource>;
  await healthy();
  return {
    url,
    dataDir,
    database,
    server,
    worker,
    receiver,
    faults,
    sources,
    spoolDisk,
    doorOpen,
    healthy,
    async close({ keep }) {
      signalAll(database.pids(), 'SIGCONT');
      await Promise.all([server.stop('SIGKILL'), worker.stop('SIGKILL')]);
      await database.stop();
      receiver.close();
      if (spoolDisk !== null) succeeds(['umount', spoolDisk]);
      if (!keep) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

function mountSpool(folder: string, bytes: number): string | null {
  mkdirSync(folder, { recursive: true });
  const mounted = succeeds(['mount', '-t', 'tmpfs', '-o', `size=${bytes}`, 'switchyard-chaos', folder]);
  return mounted ? folder : null;
}

function succeeds([command = '', ...args]: string[]): boolean {
  return spawnSync(command, args).status === 0;
}
