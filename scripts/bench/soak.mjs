// A steady load for a long time: does memory stay flat?
import { runJson } from './children.mjs';
import { cpuPerEvent, cpuTimes, memoryMb } from './processes.mjs';

const SAMPLE_MS = 5000;

/** The slope of `values` over `hours`, by least squares, per hour. */
function slopePerHour(hours, values) {
  const mean = (list) => list.reduce((sum, value) => sum + value, 0) / list.length;
  const [x, y] = [mean(hours), mean(values)];
  const over = hours.reduce((sum, hour, i) => sum + (hour - x) * (values[i] - y), 0);
  const under = hours.reduce((sum, hour) => sum + (hour - x) ** 2, 0);
  return under === 0 ? 0 : Math.round((over / under) * 10) / 10;
}

/** Sends `rate` single events a second for `seconds`; memory sampled every few seconds, its slope without the first fifth. */
export async function measureSoak({ product, workspace, dataDir, rate, seconds }) {
  const source = await workspace.addSource('soak');
  const samples = [];
  const started = performance.now();
  const sample = () =>
    samples.push({ s: Math.round((performance.now() - started) / 1000), ...memoryMb(product.pid, dataDir) });
  sample();
  const timer = setInterval(sample, Math.min(SAMPLE_MS, (seconds * 1000) / 20));
  const before = cpuTimes(product.pid, dataDir);
  const load = await runJson([
    'scripts/bench/open-loop.mjs',
    `${product.url}/v1/track`,
    source.authorization,
    '1',
    String(rate),
    String(seconds),
  ]);
  clearInterval(timer);
  sample();
  const settled = samples.filter(({ s }) => s >= seconds / 5);
  const hours = settled.map(({ s }) => s / 3600);
  const of = (part) => {
    const values = settled.map((one) => one[part]);
    return {
      firstMb: samples[0][part],
      lastMb: samples.at(-1)[part],
      mostMb: Math.max(...samples.map((one) => one[part])),
      slopeMbPerHour: slopePerHour(hours, values),
    };
  };
  return {
    ...load,
    ratePerSecond: rate,
    seconds,
    cpuMicrosPerEvent: cpuPerEvent(before, cpuTimes(product.pid, dataDir), load.events),
    memory: { server: of('server'), worker: of('worker'), postgres: of('postgres') },
    samples,
  };
}
