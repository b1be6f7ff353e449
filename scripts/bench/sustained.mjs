// Batches of 100 for a minute with everything on: dedup, fan-out and one webhook. What is accepted, what is stored meanwhile,
// what is left behind, and how long that takes.
import { runJson } from './children.mjs';
import { openDatabase } from './database.mjs';
import { cpuPerEvent, cpuTimes } from './processes.mjs';
import { healthyReceiver } from './receivers/receiver.mjs';

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Whether everything accepted is in the log: no event waits for its commit, none is in local files. */
async function nothingWaits(url) {
  const text = await (await fetch(`${url}/api/metrics`)).text();
  return ['events_waiting', 'spool_bytes'].every((name) => new RegExp(`^switchyard_${name} 0$`, 'm').test(text));
}

/** Sends batches in a closed loop for `seconds`, then waits up to `drainSeconds` for each backlog to go. */
export async function measureSustained({ product, workspace, dataDir, seconds, drainSeconds }) {
  const database = await openDatabase(dataDir);
  let delivered = 0;
  const receiver = await healthyReceiver(() => (delivered += 1));
  try {
    const source = await workspace.addSource('sustained');
    await workspace.addWebhook(source.id, 'Sustained', receiver.url);
    const before = cpuTimes(product.pid, dataDir);
    const load = await runJson([
      'scripts/bench/load.mjs',
      `${product.url}/v1/batch`,
      source.authorization,
      '100',
      '16',
      String(seconds),
    ]);
    const ended = performance.now();
    const stored = await database.stored(source.id);
    const left = { notStored: null, notRead: await database.unread(), notDelivered: await database.queued() };
    const cpu = cpuPerEvent(before, cpuTimes(product.pid, dataDir), load.events);
    const since = () => Math.round((performance.now() - ended) / 100) / 10;
    const until = async (done) => {
      while (!(await done()) && since() < drainSeconds) await pause(250);
      return since() < drainSeconds ? since() : null;
    };
    const storedAllAfterS = await until(() => nothingWaits(product.url));
    left.notStored = (await database.stored(source.id)) - stored;
    const readAllAfterS = await until(async () => (await database.unread()) === 0);
    const deliveredAllAfterS = await until(async () => (await database.queued()) === 0);
    return {
      acceptedPerSecond: load.eventsPerSecond,
      storedPerSecond: Math.round(stored / (seconds + 1)),
      p95Ms: load.p95Ms,
      p99Ms: load.p99Ms,
      statuses: load.statuses,
      left,
      drained: { storedAllAfterS, readAllAfterS, deliveredAllAfterS, withinS: drainSeconds },
      delivered,
      cpuMicrosPerEvent: cpu,
      vacuum: await database.vacuum(),
    };
  } finally {
    receiver.stop();
    await database.close();
  }
}
