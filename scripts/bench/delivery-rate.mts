// npm run bench delivery-rate [single|batch]: events a second delivered to a local webhook, one by
// one and in batches of 100, while events come in at the same rate. The product's door and worker run as built; the load
// and the receiver run in processes of their own on the same machine. BENCH_SECONDS (15), BENCH_SINGLE_RATE (1,500) and
// BENCH_BATCH_RATE (10,000) change what is asked; BENCH_PROFILE=folder has the worker write CPU profiles there.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { createLogCursor } from '../../storage/events/follow/follow-log-cursor';
import { db, pool } from '../../storage/client';
import { aDeliveryTarget } from '../../testing/deliveries';
import { useTestInstallation } from '../../testing/installation';
import { freePort, runJson } from './children.mjs';
import { databaseUrl, openDatabase } from './database.mjs';
import { cpuTimes } from './processes.mjs';

process.chdir(path.resolve(import.meta.dirname, '../..'));
const SECONDS = Number(process.env.BENCH_SECONDS ?? 15);
const RATES = {
  single: Number(process.env.BENCH_SINGLE_RATE ?? 1500),
  batch: Number(process.env.BENCH_BATCH_RATE ?? 10_000),
};
const PROFILE = process.env.BENCH_PROFILE;
const DRAIN_S = 30;
type Kind = keyof typeof RATES;
const asked = process.argv.slice(2).filter((kind): kind is Kind => kind in RATES);
const say = (text: string) => process.stderr.write(`${text}\n`);
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-rate-'));
chmodSync(dataDir, 0o755);
const children: ChildProcess[] = [];

function start(args: string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      SWITCHYARD_DATA_DIR: dataDir,
      SWITCHYARD_ALLOW_PRIVATE_NETWORKS: '127.0.0.0/8',
      SWITCHYARD_LOG_LEVEL: 'warn',
      ...env,
    },
  });
  children.push(child);
  return child;
}

/** Starts one role and waits until it is healthy; resolves with its URL and process. */
async function role(name: 'ingest' | 'worker'): Promise<{ url: string; pid: number }> {
  const port = await freePort();
  const profile = name === 'worker' && PROFILE ? ['--cpu-prof', `--cpu-prof-dir=${PROFILE}`] : [];
  const file = name === 'worker' ? 'build/worker.js' : 'build/server.js';
  const child = start([...profile, file], { PORT: String(port), SWITCHYARD_ROLE: name });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 600; tries += 1) {
    if (child.exitCode !== null) throw new Error(`${name} ended with ${child.exitCode}`);
    if ((await fetch(`${url}/api/health`).catch(() => null))?.status === 200) return { url, pid: child.pid ?? 0 };
    await pause(100);
  }
  throw new Error(`${name} did not become healthy`);
}

async function receiver(): Promise<{ url: string; count: () => Promise<{ events: number; requests: number }> }> {
  const child = start(['scripts/bench/receivers/counting-receiver.mjs']);
  const [line] = (await once(child.stdout ?? child, 'data')) as [Buffer];
  const url = `http://127.0.0.1:${String(line).trim()}/`;
  return { url, count: async () => (await (await fetch(url)).json()) as { events: number; requests: number } };
}

const door = await role('ingest');
useTestInstallation({ databaseUrl: databaseUrl(dataDir) });
await createLogCursor(pool(), 'fan-out');
const worker = await role('worker');
const database = await openDatabase(dataDir);

async function measure(kind: Kind): Promise<object> {
  const to = await receiver();
  const mapping = kind === 'batch' ? { batch_size: 100 } : {};
  const target = await aDeliveryTarget('webhook', { answers: { url: to.url }, mapping });
  const { key } = await db().writeKey.findFirstOrThrow({ where: { sourceId: target.sourceId } });
  const perRequest = kind === 'batch' ? 100 : 10;
  const load = (rate: number, seconds: number) =>
    runJson([
      'scripts/bench/open-loop.mjs',
      `${door.url}/v1/batch`,
      `Basic ${Buffer.from(`${key}:`).toString('base64')}`,
      ...[perRequest, rate / perRequest, seconds].map(String),
    ]) as Promise<{ events: number; p95Ms: number; statuses: Record<string, number> }>;
  const drained = async () => {
    const end = performance.now() + DRAIN_S * 1000;
    while ((await database.unread()) + (await database.queued()) > 0 && performance.now() < end) await pause(100);
  };
  await load(RATES[kind] / 10, 3); // loads the definition, warms the connections
  await drained();
  const before = {
    count: await to.count(),
    cpu: { door: cpuTimes(door.pid, dataDir), worker: cpuTimes(worker.pid, dataDir) },
  };
  const started = performance.now();
  const sent = await load(RATES[kind], SECONDS);
  const atEnd = await to.count();
  const seconds = (performance.now() - started) / 1000;
  const left = { notRead: await database.unread(), notDelivered: await database.queued() };
  await drained();
  const drainedAfterS = (performance.now() - started) / 1000 - seconds;
  const after = await to.count();
  const events = after.events - before.count.events;
  const cpu = (part: 'server' | 'worker' | 'postgres', of: 'door' | 'worker', pid: number) => {
    const from = before.cpu[of]?.[part];
    const until = cpuTimes(pid, dataDir)?.[part];
    return from === undefined || until === undefined ? null : Math.round((until - from) / Math.max(1, events));
  };
  const result = {
    askedPerSecond: RATES[kind],
    acceptedPerSecond: Math.round(sent.events / seconds),
    deliveredPerSecond: Math.round((atEnd.events - before.count.events) / seconds),
    deliveredPerSecondToTheEnd: Math.round(events / (seconds + drainedAfterS)),
    eventsPerRequest: Math.round((events / (after.requests - before.count.requests)) * 10) / 10,
    missing: sent.events - events,
    left,
    drainedAfterS: Math.round(drainedAfterS * 10) / 10,
    doorP95Ms: sent.p95Ms,
    cpuMicrosPerEvent: {
      door: cpu('server', 'door', door.pid),
      worker: cpu('worker', 'worker', worker.pid),
      postgres: cpu('postgres', 'worker', worker.pid),
    },
  };
  say(`${kind}: ${JSON.stringify(result)}`);
  return result;
}

try {
  const report: Record<string, object> = {};
  for (const kind of asked.length > 0 ? asked : (Object.keys(RATES) as Kind[])) report[kind] = await measure(kind);
  process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
  await Promise.all([database.close(), db().$disconnect(), pool().end()]);
  for (const child of children.reverse()) {
    if (child.exitCode !== null) continue;
    child.kill('SIGINT');
    await Promise.race([once(child, 'exit'), pause(15_000).then(() => child.kill('SIGKILL'))]);
  }
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(0);
