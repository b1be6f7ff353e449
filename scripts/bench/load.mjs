// A closed-loop load generator on raw sockets: each connection sends its next request when the last answer is complete.
// Every event has a messageId of its own. Runs in its own process, so that it does not share an event loop with what it measures.
// usage: node load.mjs <url> <authorization> <events per request, 1 = single> <connections> <seconds>   → one line of JSON
import { eventRequest } from './event.mjs';
import { openSocket } from './raw-socket.mjs';

const [target, authorization, perRequest, connections, seconds] = process.argv.slice(2);
const url = new URL(target);
const count = Number(perRequest);
const latencies = [];
const statuses = {};
let counting = false;
let ended = false;

/** Runs one connection until the end: it sends the next request when the last answer is complete. */
async function runConnection() {
  const socket = await openSocket(url);
  while (!ended) {
    const sentAt = performance.now();
    const status = await socket.exchange(eventRequest(url, authorization, count));
    if (!counting) continue;
    latencies.push(performance.now() - sentAt);
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  socket.end();
}

const all = Promise.all(Array.from({ length: Number(connections) }, runConnection));
await new Promise((resolve) => setTimeout(resolve, 1000));
counting = true;
const started = performance.now();
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1000));
counting = false;
const elapsed = (performance.now() - started) / 1000;
ended = true;
await all;
latencies.sort((a, b) => a - b);
const at = (share) => Number((latencies[Math.floor(latencies.length * share)] ?? 0).toFixed(1));
process.stdout.write(
  `${JSON.stringify({ requestsPerSecond: Math.round(latencies.length / elapsed), eventsPerSecond: Math.round((latencies.length * count) / elapsed), events: (statuses['200'] ?? 0) * count, p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), statuses })}\n`,
);
