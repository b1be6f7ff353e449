// npm run bench: throughput beside the bare limits, latencies, starts and page weights. Writes JSON to build/bench.json.
// npm run bench <part>…: throughput, latency, sustained, debugger, delivery, isolation, pages; and, only when named, soak (ten minutes),
// storage (ten million events, no product), delivery-rate [single|batch] (events a second). BENCH_SECONDS shortens all.
// The product runs as built, on a data folder of its own. Rounds alternate with the bare server: ratios within a run hold.
import { cpus, tmpdir, totalmem } from 'node:os';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ensureInstalled } from '../ensure-installed.mjs';
import { freePort, runJson, startBareServer, startProduct } from './children.mjs';
import { databaseUrl } from './database.mjs';
import { measureDelivery } from './delivery-latency.mjs';
import { cpuPerEvent, cpuTimes } from './processes.mjs';
import { deadReceiver, healthyReceiver, slowReceiver } from './receivers/receiver.mjs';
import { setUp } from './setup.mjs';

process.chdir(path.resolve(import.meta.dirname, '../..'));
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 3);
const SECONDS = Number(process.env.BENCH_SECONDS ?? 6);
// Ten webhooks make ten requests an event; two cores bear about 600 requests a second beside everything else.
const NEIGHBOUR_RATE = Number(process.env.BENCH_NEIGHBOUR_RATE ?? 60);
/** About as long as the events of the load. */
const COPY_PAYLOAD = JSON.stringify({ type: 'track', properties: { pad: 'x'.repeat(900) } });
const only = process.argv.slice(2);
const wanted = (name) => only.length === 0 || only.includes(name);
/** How long a part runs: as BENCH_SECONDS says, else as long as the part is meant to. */
const secondsOf = (usual) => Number(process.env.BENCH_SECONDS ?? usual);

const say = (text) => process.stderr.write(`${text}\n`);
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const load = (url, authorization, perRequest, connections) =>
  runJson(['scripts/bench/load.mjs', url, authorization, String(perRequest), String(connections), String(SECONDS)]);

/** Alternating rounds against the bare server and the product; medians and their ratio. */
async function compare(label, bare, product, authorization, perRequest, connections) {
  const rounds = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const limit = await load(bare.url, authorization, perRequest, connections);
    const before = cpuTimes(product.pid, dataDir);
    const ours = await load(
      `${product.url}/v1/${perRequest === 1 ? 'track' : 'batch'}`,
      authorization,
      perRequest,
      connections,
    );
    ours.cpuMicrosPerEvent = cpuPerEvent(before, cpuTimes(product.pid, dataDir), ours.events);
    say(
      `${label}, round ${round + 1}: bare ${limit.eventsPerSecond}, ours ${ours.eventsPerSecond} events/s, p95 ${ours.p95Ms} ms`,
    );
    rounds.push({ limit, ours });
  }
  const bareRate = median(rounds.map(({ limit }) => limit.eventsPerSecond));
  const ourRate = median(rounds.map(({ ours }) => ours.eventsPerSecond));
  return {
    bareEventsPerSecond: bareRate,
    eventsPerSecond: ourRate,
    ratio: Number((ourRate / bareRate).toFixed(2)),
    rounds,
  };
}

/** Waits until nothing is on its way, so that one measurement does not ride on the work of another. */
async function settle(product) {
  for (;;) {
    const { parts } = await (await fetch(`${product.url}/api/health`)).json();
    if (Object.values(parts).every(({ ok }) => ok)) break;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await new Promise((resolve) => setTimeout(resolve, 3000));
}

await ensureInstalled();
if (only.length === 1 && only[0] === 'storage') {
  await runJson(['--import', 'tsx', 'scripts/bench/storage/storage.mts']);
  say('the plans are in build/bench-storage.json');
  process.exit(0);
}
const { ensureBuilt, ensureServersBuilt } = await import('../ensure-built.mjs');
if (only[0] === 'delivery-rate') {
  await ensureServersBuilt();
  const rates = await runJson(['--import', 'tsx', 'scripts/bench/delivery-rate.mts', ...only.slice(1)]);
  process.stdout.write(`${JSON.stringify(rates, null, 2)}\n`);
  process.exit(0);
}
await ensureBuilt();
const dataDir = mkdtempSync(path.join(tmpdir(), 'switchyard-bench-'));
chmodSync(dataDir, 0o755);
const port = await freePort();
const report = {
  at: new Date().toISOString(),
  machine: {
    cpu: cpus()[0].model,
    cores: cpus().length,
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
  },
};

let product = await startProduct({ port, dataDir });
report.start = { emptyDataFolderMs: product.readyMs };
await product.stop();
product = await startProduct({ port, dataDir });
report.start.warmMs = product.readyMs;
say(`start: empty data folder ${report.start.emptyDataFolderMs} ms, warm ${report.start.warmMs} ms`);

try {
  const workspace = await setUp(product, dataDir, port);
  if (wanted('throughput')) {
    const bare = await startBareServer();
    const source = await workspace.addSource('throughput');
    report.single = await compare('single', bare, product, source.authorization, 1, 64);
    await settle(product);
    report.batch = await compare('batch of 100', bare, product, source.authorization, 100, 16);
    bare.stop();
    await settle(product);
    const { measureCopy } = await import('./copy-limit.mjs');
    report.copyRowsPerSecond = await measureCopy(databaseUrl(dataDir), COPY_PAYLOAD);
    report.batch.ratioToCopy = Number((report.batch.eventsPerSecond / report.copyRowsPerSecond).toFixed(2));
    say(`COPY: ${report.copyRowsPerSecond} rows/s`);
  }
  if (wanted('latency')) {
    const source = await workspace.addSource('latency');
    const before = cpuTimes(product.pid, dataDir);
    const openLoop = ['scripts/bench/open-loop.mjs', `${product.url}/v1/track`, source.authorization, '1', '2000'];
    report.openLoop = await runJson([...openLoop, String(secondsOf(30))]);
    report.openLoop.cpuMicrosPerEvent = cpuPerEvent(before, cpuTimes(product.pid, dataDir), report.openLoop.events);
    say(`open loop at 2,000 events/s: ${JSON.stringify(report.openLoop)}`);
    await settle(product);
  }
  if (wanted('sustained')) {
    const { measureSustained } = await import('./sustained.mjs');
    const seconds = secondsOf(60);
    const drainSeconds = Number(process.env.BENCH_DRAIN_SECONDS ?? 300);
    report.sustained = await measureSustained({ product, workspace, dataDir, seconds, drainSeconds });
    const { measureCopy } = await import('./copy-limit.mjs');
    report.sustained.copyRowsPerSecond = await measureCopy(databaseUrl(dataDir), COPY_PAYLOAD);
    report.sustained.ratioToCopy = Number(
      (report.sustained.acceptedPerSecond / report.sustained.copyRowsPerSecond).toFixed(2),
    );
    say(`sustained: ${JSON.stringify(report.sustained)}`);
  }
  if (only.includes('soak')) {
    const { measureSoak } = await import('./soak.mjs');
    const rate = Number(process.env.BENCH_RATE ?? 1000);
    report.soak = await measureSoak({ product, workspace, dataDir, rate, seconds: secondsOf(600) });
    say(`soak: ${JSON.stringify({ ...report.soak, samples: undefined })}`);
  }
  if (wanted('debugger')) {
    const { measureDebugger } = await import('./debugger-latency.mjs');
    report.debugger = await measureDebugger({ product, workspace, source: await workspace.addSource('debugger') });
    say(`accept to debugger: ${JSON.stringify(report.debugger)}`);
  }
  if (wanted('delivery')) {
    const arrivals = new Map();
    const healthy = await healthyReceiver((id) => arrivals.has(id) || arrivals.set(id, performance.now()));
    const source = await workspace.addSource('delivery');
    await workspace.addWebhook(source.id, 'Healthy', healthy.url);
    await settle(product);
    const run = async (mark, rate, seconds = 20) => {
      const { authorization } = source;
      const measured = await measureDelivery({ url: product.url, authorization, arrivals, rate, seconds, mark });
      return { ...measured, latencies: undefined };
    };
    await run(`warm-${Date.now()}`, 50, 5); // the first delivery loads Segment's library, which takes about a second
    report.delivery = { alone: await run(`alone-${Date.now()}`, 500) };
    say(`accept to delivered, alone: ${JSON.stringify(report.delivery.alone)}`);
    const others = await Promise.all(Array.from({ length: 7 }, () => healthyReceiver(() => undefined)));
    for (const [n, other] of others.entries()) await workspace.addWebhook(source.id, `Neighbour ${n}`, other.url);
    const dead = await deadReceiver();
    const slow = await slowReceiver(3000);
    const ill = [
      await workspace.addWebhook(source.id, 'Dead', dead.url),
      await workspace.addWebhook(source.id, 'Slow', slow.url),
    ];
    for (const id of ill) await workspace.enableWebhook(id, false);
    await settle(product);
    report.delivery.amongHealthy = await run(`healthy-${Date.now()}`, NEIGHBOUR_RATE);
    say(`accept to delivered, seven healthy neighbours: ${JSON.stringify(report.delivery.amongHealthy)}`);
    await settle(product);
    for (const id of ill) await workspace.enableWebhook(id, true);
    await settle(product);
    report.delivery.withDeadAndSlow = await run(`ill-${Date.now()}`, NEIGHBOUR_RATE);
    say(`accept to delivered, one dead and one slow more: ${JSON.stringify(report.delivery.withDeadAndSlow)}`);
    for (const receiver of [healthy, dead, slow, ...others]) receiver.stop();
  }
  if (wanted('isolation')) {
    const { measureIsolation } = await import('./isolation.mjs');
    const rate = Number(process.env.BENCH_ISOLATION_RATE ?? 15);
    const options = { rate, seconds: secondsOf(30), rounds: ROUNDS, say };
    report.isolation = await measureIsolation({ product, workspace, settle, ...options });
    const { healthyP95Ms, illP95Ms, moved } = report.isolation;
    say(`isolation: p95 of eight ${healthyP95Ms} ms, beside a dead and a slow one ${illP95Ms} ms (${moved * 100} %)`);
  }
  if (wanted('pages')) {
    const { measurePages } = await import('./page-weight.mjs');
    report.pages = await measurePages({ product, workspace });
    for (const { page, scriptKib } of report.pages) say(`${page}: ${scriptKib} KiB of JavaScript`);
  }
} finally {
  await product.stop();
}
mkdirSync('build', { recursive: true });
writeFileSync('build/bench.json', `${JSON.stringify(report, null, 2)}\n`);
process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
