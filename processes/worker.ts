import os from 'node:os';
import { startDelivery } from '../pipeline/flow/delivery';
import { startFanOut } from '../pipeline/flow/fan-out/fan-out';
import { db, pool } from '../storage/client';
import { startHousekeeping } from './housekeeping';
import { checkDatabase } from './serve/health';
import { createHttpServer, listen } from './serve/http-server';
import type { WorkerReport } from './serve/worker-child';
import { prepare } from './start/prepare';
import { printStartFailure } from './start/start-error';
import { onShutdown, type StopStep } from './start/shutdown';

const WORKER_NICENESS = 5;

/** The role `worker`: fan-out, delivery and housekeeping. Alone it answers only /api/health on its port. */
async function main(): Promise<void> {
  const { env, log, database } = await prepare('worker');
  const child = process.env.SWITCHYARD_WORKER_CHILD === '1';
  const delivery = startDelivery({ log });
  const fanOut = startFanOut({ log, handOver: delivery.handOver });
  const housekeeping = startHousekeeping({ log, retentionDays: env.retentionDays });

  const steps: StopStep[] = [
    { name: 'fan-out', withinMs: 5000, run: () => fanOut.stop() },
    { name: 'delivery', withinMs: 17_000, run: () => delivery.stop() },
    {
      name: 'connections',
      withinMs: 3000,
      run: async () => {
        housekeeping.stop();
        await Promise.all([db().$disconnect(), pool().end()]);
      },
    },
    { name: 'database', withinMs: 30_000, run: () => database.release() },
  ];
  const parts = {
    database: () => checkDatabase(database.trouble),
    fanOut: () => fanOut.health(),
    delivery: () => delivery.health(),
  };
  if (child) {
    // The door comes first: when the machine is full, deliveries wait a little, senders do not.
    os.setPriority(WORKER_NICENESS);
    const report = () =>
      process.connected &&
      process.send?.({ fanOut: fanOut.health(), delivery: delivery.health() } satisfies WorkerReport);
    report();
    setInterval(report, 1000).unref();
    const stop = onShutdown(log, steps);
    process.on('disconnect', () => void stop('the server is gone'));
    return;
  }
  const http = createHttpServer({ env, log, parts, handlers: () => [] });
  // Nobody sends events here, so nobody needs time to turn away.
  onShutdown(log, [{ name: 'health', withinMs: 1000, run: () => http.close({ graceful: false }) }, ...steps]);
  await listen(http.server, env);
}

main().catch((error: unknown) => {
  printStartFailure(error);
  process.exit(1);
});
