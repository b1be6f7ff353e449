// An open-loop load generator: requests leave at scheduled times whatever the answers do, and latency is counted from the
// scheduled time, so that a stall is seen by all who would have come during it. Runs in its own process.
// usage: node open-loop.mjs <url> <authorization> <events per request> <requests per second> <seconds> [connections] → JSON
import { eventRequest } from './event.mjs';
import { openSocket } from './raw-socket.mjs';

const [target, authorization, perRequest, rate, seconds, connections = '256'] = process.argv.slice(2);
const url = new URL(target);
const total = Math.round(Number(rate) * Number(seconds));
const everyMs = 1000 / Number(rate);

const idle = await Promise.all(Array.from({ length: Number(connections) }, () => openSocket(url)));
const sockets = [...idle];
const waiting = [];
const latencies = [];
const statuses = {};
let mostWaiting = 0;
const count = (status) => (statuses[status] = (statuses[status] ?? 0) + 1);

function send(socket, scheduledAt) {
  socket.exchange(eventRequest(url, authorization, Number(perRequest))).then(
    (status) => {
      latencies.push(performance.now() - scheduledAt);
      count(status);
      const next = waiting.shift();
      if (next === undefined) idle.push(socket);
      else send(socket, next);
    },
    () => {
      latencies.push(performance.now() - scheduledAt);
      count('broken');
    },
  );
}

const started = performance.now();
for (let n = 0; n < total;) {
  const now = performance.now();
  for (; n < total && started + n * everyMs <= now; n += 1) {
    const socket = idle.shift(); // in turn, or the server would close those that are never asked
    if (socket) send(socket, started + n * everyMs);
    else waiting.push(started + n * everyMs);
  }
  mostWaiting = Math.max(mostWaiting, waiting.length);
  await new Promise((resolve) => setTimeout(resolve, 1));
}
const deadline = performance.now() + 30_000;
while (latencies.length < total && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 5));
for (const socket of sockets) socket.end();
latencies.sort((a, b) => a - b);
const at = (share) =>
  Number((latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))] ?? 0).toFixed(1));
process.stdout.write(
  `${JSON.stringify({ requests: total, unanswered: total - latencies.length, events: (statuses['200'] ?? 0) * Number(perRequest), p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), maxMs: at(1), mostWaiting, statuses })}\n`,
);
process.exit(0);
