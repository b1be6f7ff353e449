// Ten destinations, one of which refuses connections and one answers in nine seconds: what do the other eight notice?
// The same events to the same ten sources, in turns: all ten destinations healthy, then two of them ill.
import { measureDelivery, percentiles, sendSteadily } from './delivery-latency.mjs';
import { healthyReceiver, refusingReceiver, slowReceiver } from './receivers/receiver.mjs';

const HEALTHY = 8;
const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

/** Events a second to each destination, `rounds` of each kind; resolves with p95s and by how much they moved. */
export async function measureIsolation({ product, workspace, settle, rate, seconds, rounds, say }) {
  const arrivals = new Map();
  const receiver = await healthyReceiver((id) => arrivals.has(id) || arrivals.set(id, performance.now()));
  const refusing = await refusingReceiver();
  const slow = await slowReceiver(9000);
  const sources = [];
  for (let n = 0; n < HEALTHY + 2; n += 1) {
    const source = await workspace.addSource(`isolation-${n}`);
    const standIn = await workspace.addWebhook(source.id, 'Healthy', receiver.url);
    const illUrl = n < HEALTHY ? null : n === HEALTHY ? refusing.url : slow.url;
    const ill = illUrl && (await workspace.addWebhook(source.id, 'Ill', illUrl));
    if (ill) await workspace.enableWebhook(ill, false);
    sources.push({ ...source, standIn, ill });
  }
  const eight = sources.slice(0, HEALTHY);
  const two = sources.slice(HEALTHY);

  const run = async (mark, length) => {
    const beside = two.map(({ authorization }, n) =>
      sendSteadily(product.url, authorization, rate, length, `${mark}-ill${n}`),
    );
    const results = await Promise.all(
      eight.map(({ authorization }, n) =>
        measureDelivery({ url: product.url, authorization, arrivals, rate, seconds: length, mark: `${mark}-${n}` }),
      ),
    );
    await Promise.all(beside);
    return {
      missing: results.reduce((sum, { missing }) => sum + missing, 0),
      ...percentiles(results.flatMap(({ latencies }) => latencies)),
    };
  };
  const make = async (ill) => {
    for (const source of two) {
      await workspace.enableWebhook(source.standIn, !ill);
      await workspace.enableWebhook(source.ill, ill);
    }
    await settle(product);
  };

  await run(`warm-${Date.now()}`, 3);
  const taken = { healthy: [], ill: [] };
  for (let round = 0; round < rounds; round += 1) {
    for (const kind of ['healthy', 'ill']) {
      await make(kind === 'ill');
      const result = await run(`${kind}-${round}-${Date.now()}`, seconds);
      say(`isolation, round ${round + 1}, ${kind}: ${JSON.stringify(result)}`);
      taken[kind].push(result);
    }
  }
  await make(false);
  for (const one of [receiver, refusing, slow]) one.stop();
  const [healthyP95Ms, illP95Ms] = ['healthy', 'ill'].map((kind) => median(taken[kind].map(({ p95Ms }) => p95Ms)));
  return {
    rate,
    seconds,
    healthyP95Ms,
    illP95Ms,
    moved: Number((illP95Ms / healthyP95Ms - 1).toFixed(3)),
    rounds: taken,
  };
}
