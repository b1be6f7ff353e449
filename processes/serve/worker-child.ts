import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { backoffDelay } from '../../platform/backoff';
import type { Logger } from '../../platform/logger';
import type { PartHealth } from './health';

const FRESH_MS = 15_000;

/** The worker as a child process: restarted when it dies, asked for its health, stopped with the server. */
export interface WorkerChild {
  health(): PartHealth;
  stop(): Promise<void>;
}

/** What the worker tells its parent every second. */
export interface WorkerReport {
  fanOut: PartHealth;
  delivery: PartHealth;
}

function start(databaseUrl: string): ChildProcess {
  const typescript = import.meta.url.endsWith('.ts');
  const file = fileURLToPath(new URL(typescript ? '../worker.ts' : './worker.js', import.meta.url));
  return fork(file, [], {
    execArgv: typescript ? ['--import', 'tsx'] : ['--enable-source-maps'],
    env: { ...process.env, DATABASE_URL: databaseUrl, SWITCHYARD_ROLE: 'worker', SWITCHYARD_WORKER_CHILD: '1' },
  });
}

/** Runs the worker beside the server, so that mapping and sending never delay the door. */
export function superviseWorker(databaseUrl: string, log: Logger): WorkerChild {
  let stopping = false;
  let failures = 0;
  let report: WorkerReport | null = null;
  let reportedAt = 0;
  let child: ChildProcess;
  let retry: NodeJS.Timeout | undefined;
  const run = () => {
    child = start(databaseUrl);
    child.on('message', (message) => {
      report = message as WorkerReport;
      reportedAt = Date.now();
      failures = 0;
    });
    child.on('exit', (code, signal) => {
      report = null;
      if (stopping) return;
      failures += 1;
      const delay = backoffDelay(failures, { baseMs: 250, maxMs: 10_000 });
      log.error('the worker ended; starting it again', { code, signal, delay });
      retry = setTimeout(run, delay);
    });
  };
  run();
  return {
    health: () => {
      if (!report) return { ok: false, detail: failures ? 'ended, being started again' : 'starting' };
      if (Date.now() - reportedAt > FRESH_MS)
        return { ok: false, detail: `silent for ${Math.round((Date.now() - reportedAt) / 1000)} s` };
      const broken = Object.entries(report).find(([, part]: [string, PartHealth]) => !part.ok);
      return broken
        ? { ok: false, detail: `${broken[0]}: ${(broken[1] as PartHealth).detail}` }
        : { ok: true, detail: 'fan-out and delivery run' };
    },
    stop: async () => {
      stopping = true;
      clearTimeout(retry);
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}
