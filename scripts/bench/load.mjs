// A closed-loop load generator on raw sockets: each connection sends its next request when the last answer is complete.
// Every event has a messageId of its own. Runs in its own process, so that it does not share an event loop with what it measures.
// usage: node load.mjs <url> <authorization> <events per request, 1 = single> <connections> <seconds>   → one line of JSON
import net from 'node:net';
import { randomBytes } from 'node:crypto';

const [target, authorization, perRequest, connections, seconds] = process.argv.slice(2);
const url = new URL(target);
const count = Number(perRequest);
const run = randomBytes(8).toString('hex');
let serial = 0;

/** One event of about 1 KB, as a browser would send it. */
function event() {
  serial += 1;
  return JSON.stringify({
    type: 'track',
    event: 'Order Completed',
    messageId: `bench-${run}-${String(serial).padStart(10, '0')}`,
    userId: `user-${serial % 10_000}`,
    anonymousId: `anonymous-${serial % 10_000}`,
    timestamp: new Date().toISOString(),
    properties: {
      orderId: `order-${serial}`,
      total: 48.9,
      currency: 'EUR',
      coupon: 'SPRING',
      products: Array.from({ length: 4 }, (_, i) => ({
        sku: `sku-${i}`,
        name: 'A product with a name of usual length',
        price: 12.2,
        quantity: i + 1,
      })),
    },
    context: {
      library: { name: 'bench', version: '1.0.0' },
      locale: 'en-GB',
      userAgent:
        'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
      page: {
        url: 'https://shop.example/checkout',
        path: '/checkout',
        title: 'Checkout',
        referrer: 'https://shop.example/cart',
      },
    },
  });
}

function request() {
  const body = Buffer.from(count === 1 ? event() : `{"batch":[${Array.from({ length: count }, event).join(',')}]}`);
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}

const latencies = [];
const statuses = {};
let counting = false;
let ended = false;

/** Runs one connection until the end; an answer is complete when its content-length (or last chunk) has arrived. */
function connect() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(url.port), url.hostname);
    let answer = '';
    let sentAt = 0;
    const send = () => {
      if (ended) return socket.end();
      sentAt = performance.now();
      socket.write(request());
    };
    socket.setNoDelay(true);
    socket.on('connect', send);
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      const split = answer.indexOf('\r\n\r\n');
      if (split < 0) return;
      const length = /content-length: (\d+)/i.exec(answer.slice(0, split))?.[1];
      const complete =
        length === undefined ? answer.endsWith('0\r\n\r\n') : answer.length >= split + 4 + Number(length);
      if (!complete) return;
      if (counting) {
        latencies.push(performance.now() - sentAt);
        const status = answer.slice(9, 12);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
      answer = '';
      send();
    });
    socket.on('error', reject);
    socket.on('close', resolve);
  });
}

const all = Promise.all(Array.from({ length: Number(connections) }, connect));
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
  `${JSON.stringify({ requestsPerSecond: Math.round(latencies.length / elapsed), eventsPerSecond: Math.round((latencies.length * count) / elapsed), p50Ms: at(0.5), p95Ms: at(0.95), p99Ms: at(0.99), statuses })}\n`,
);
