// Accept to delivered: events at a steady rate over kept-alive connections, timed from the 200 to their arrival at a receiver.
import http from 'node:http';

/** Sends `rate` single events a second for `seconds`; resolves with acceptance times by messageId. */
export async function sendSteadily(url, authorization, rate, seconds, mark) {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });
  const accepted = new Map();
  const open = [];
  const started = performance.now();
  for (let n = 0; n < rate * seconds;) {
    const due = Math.min(rate * seconds, Math.floor(((performance.now() - started) / 1000) * rate));
    for (; n < due; n += 1) {
      const messageId = `${mark}-${n}`;
      const body = JSON.stringify({
        type: 'track',
        event: 'Bench',
        userId: `u${n % 1000}`,
        messageId,
        properties: { n },
      });
      open.push(
        new Promise((resolve, reject) => {
          const req = http.request(`${url}/v1/track`, {
            method: 'POST',
            agent,
            headers: { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
          });
          req.on('error', reject);
          req.on('response', (res) => {
            res.resume();
            res.on('end', () => {
              if (res.statusCode === 200) accepted.set(messageId, performance.now());
              resolve();
            });
          });
          req.end(body);
        }),
      );
    }
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  await Promise.all(open);
  agent.destroy();
  return accepted;
}

/** Percentiles, in ms, of a list of numbers. */
export function percentiles(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
  return { n: sorted.length, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1) };
}

/** One run: `arrivals` is the map that the healthy receiver fills with messageId → time. Waits until all have arrived. */
export async function measureDelivery({ url, authorization, arrivals, rate, seconds, mark }) {
  const accepted = await sendSteadily(url, authorization, rate, seconds, mark);
  const deadline = Date.now() + 60_000;
  const missing = () => [...accepted.keys()].filter((id) => !arrivals.has(id));
  while (missing().length > 0 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50));
  const latencies = [...accepted]
    .filter(([id]) => arrivals.has(id))
    .map(([id, at]) => Math.max(0, arrivals.get(id) - at));
  return {
    sent: rate * seconds,
    accepted: accepted.size,
    missing: missing().length,
    ...percentiles(latencies),
    latencies,
  };
}
