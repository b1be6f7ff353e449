import { createCdn } from '../cdn/cdn';
import { createIngest } from '../pipeline/flow/ingest';
import { systemClock } from '../platform/clock';
import { db, pool } from '../storage/client';
import { createDashboard } from './serve/dashboard';
import { checkDatabase, type PartCheck } from './serve/health';
import { createHttpServer, listen, type Handler } from './serve/http-server';
import { deliveryMetrics } from './serve/delivery-metrics';
import { createMetrics } from './serve/metrics';
import { createTokenEndpoint } from './serve/token/token-endpoint';
import { superviseWorker } from './serve/worker-child';
import { prepare } from './start/prepare';
import { printStartFailure } from './start/start-error';
import { announce } from './start/announce';
import { onShutdown, type StopStep } from './start/shutdown';

/** The roles `all`, `web` and `ingest`: one port, in front of which our own server stands. */
async function main(): Promise<void> {
  const started = performance.now();
  const { env, log, database, migrated } = await prepare('server');
  const dev = process.env.NODE_ENV === 'development';
  process.env.NEXTAUTH_URL = env.publicUrl;

  const handlers: Handler[] = [];
  const parts: Record<string, PartCheck> = { database: () => checkDatabase(database.trouble) };
  const steps: StopStep[] = [];
  const http = createHttpServer({ env, log, parts, handlers: () => handlers });
  const { server } = http;

  // Before ingest, to which every other path under /v1/ belongs.
  const cdn = createCdn({ log });
  handlers.push((req, res) => cdn.handle(req, res));
  const tokens = createTokenEndpoint({ log, trustedProxies: env.trustedProxies, clock: systemClock });
  handlers.push((req, res) => tokens.handle(req, res));
  if (env.role !== 'web') {
    const ingest = createIngest({ log });
    handlers.push((req, res) => ingest.handle(req, res));
    handlers.push(createMetrics({ token: env.metricsToken, state: () => ingest.metrics(), more: deliveryMetrics }));
    parts.ingest = () => ingest.health();
    parts.spool = () => ingest.spoolHealth();
    steps.push({ name: 'ingest', withinMs: 10_000, run: () => ingest.close() });
  }
  if (env.role !== 'ingest') {
    const dashboard = createDashboard(env, dev, server);
    handlers.push((req, res) => {
      dashboard.handle(req, res).catch((error: unknown) => {
        log.error('the dashboard failed to answer', { error });
        if (!res.headersSent) res.writeHead(503, { 'content-type': 'text/plain' });
        res.end('The dashboard is not available.');
      });
      return true;
    });
    parts.dashboard = () => dashboard.health();
    dashboard.ready.catch((error: unknown) => log.error('the dashboard did not start', { error }));
    steps.push({ name: 'dashboard', withinMs: 3000, run: () => dashboard.close() });
  }
  if (env.role === 'all') {
    const worker = superviseWorker(database.url, log);
    parts.worker = () => worker.health();
    steps.push({ name: 'worker', withinMs: 25_000, run: () => worker.stop() });
  }
  steps.push({
    name: 'connections',
    withinMs: 3000,
    run: async () => {
      server.closeAllConnections();
      await Promise.all([db().$disconnect(), pool().end()]);
    },
  });
  steps.push({ name: 'database', withinMs: 30_000, run: () => database.release() });

  const closing: StopStep = { name: 'open requests', withinMs: http.closeMs + 5000, run: (how) => http.close(how) };
  const stop = onShutdown(log, [closing, ...steps]);
  try {
    await listen(server, env);
  } catch (error) {
    printStartFailure(error);
    await stop('it cannot listen', 1);
  }
  await announce({ env, database: database.description, migrated, started, parts });
}

main().catch((error: unknown) => {
  printStartFailure(error);
  process.exit(1);
});
