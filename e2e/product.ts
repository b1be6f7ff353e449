import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** A server of its own for one test: the program that `npm start` runs, as the browser tests' server has built it, on a port and a data folder that nothing else uses. */
export interface Product {
  origin: string;
  port: number;
  dataDir: string;
  process: ChildProcess;
}

/** A port that is free now. */
async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** A new empty data folder; open to PostgreSQL's user, so that the cluster stays inside it. */
export function aDataDir(): string {
  const made = mkdtempSync(path.join(os.tmpdir(), 'switchyard-product-'));
  chmodSync(made, 0o755);
  return made;
}

const running = new Set<ChildProcess>();

/** Kills what a failed test left running. */
export function killLeftovers(): void {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
}

/** Starts the product and resolves when health answers 200. */
export async function startProduct(dataDir: string, env: Record<string, string> = {}): Promise<Product> {
  const port = await freePort();
  const child = spawn(process.execPath, ['--enable-source-maps', 'build/server.js'], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      SWITCHYARD_DATA_DIR: dataDir,
      SWITCHYARD_PUBLIC_URL: `http://127.0.0.1:${port}`,
      SWITCHYARD_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      SWITCHYARD_LOG_LEVEL: 'error',
      DATABASE_URL: '',
      ...env,
    },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const product = { origin: `http://127.0.0.1:${port}`, port, dataDir, process: child };
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`the product ended with ${child.exitCode ?? child.signalCode}`);
    const answer = await fetch(`${product.origin}/api/health`).catch(() => null);
    if (answer?.status === 200) return product;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/** Sends a signal and resolves with the exit code when the process is gone. */
export async function endProduct(product: Product, signal: NodeJS.Signals): Promise<number | null> {
  const gone = once(product.process, 'exit');
  product.process.kill(signal);
  const [code] = (await gone) as [number | null];
  return code;
}

/** The URL of the embedded database of a running product. */
export function databaseUrl(dataDir: string): string {
  const { databasePassword } = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8')) as {
    databasePassword: string;
  };
  const port = readFileSync(path.join(dataDir, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[3];
  return `postgresql://postgres:${databasePassword}@127.0.0.1:${port}/postgres`;
}

/** Runs one query on the product's database. */
export async function queryProduct<T extends pg.QueryResultRow>(
  dataDir: string,
  text: string,
  values: unknown[] = [],
): Promise<T[]> {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir) });
  await client.connect();
  try {
    return (await client.query<T>(text, values)).rows;
  } finally {
    await client.end();
  }
}
