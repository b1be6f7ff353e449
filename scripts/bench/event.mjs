// The events that every bench sends. Text of fixed width, so that a new event costs the generator a copy and some digits:
// what builds JSON for each event takes so much of the machine that it measures itself.
import { randomBytes } from 'node:crypto';

const run = randomBytes(8).toString('hex');
const USERS = 10_000;
let serial = 0;

/** Stand-ins of the width of what takes their place. */
const MARKS = { serial: '##########', user: '####', now: '#'.repeat(24) };

/** One event of about 1 KB, as a browser would send it, with marks where events differ. */
const TEMPLATE = JSON.stringify({
  type: 'track',
  event: 'Order Completed',
  messageId: `bench-${run}-@serial`,
  userId: 'user-@user',
  anonymousId: 'anonymous-@user',
  timestamp: '@now',
  properties: {
    orderId: 'order-@serial',
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
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36',
    page: {
      url: 'https://shop.example/checkout',
      path: '/checkout',
      title: 'Checkout',
      referrer: 'https://shop.example/cart',
    },
  },
});

/** `text` without its marks, and where each of them stood. */
function cut(text) {
  const slots = [];
  let bytes = '';
  let from = 0;
  for (const { 0: mark, 1: name, index } of text.matchAll(/@(serial|user|now)/g)) {
    bytes += text.slice(from, index);
    slots.push({ name, at: bytes.length });
    bytes += MARKS[name];
    from = index + mark.length;
  }
  return { bytes: Buffer.from(bytes + text.slice(from), 'latin1'), slots };
}

const EVENT = cut(TEMPLATE);

/** Writes `value` in decimal digits that end before `end`. */
function digits(buffer, end, value) {
  for (let at = end - 1; value > 0; at -= 1, value = Math.floor(value / 10)) buffer[at] = 48 + (value % 10);
}

/** Makes the event at `start` of `buffer` one that was never sent before. */
function renew(buffer, start, now) {
  serial += 1;
  for (const { name, at } of EVENT.slots) {
    const { length } = MARKS[name];
    if (name === 'now') buffer.latin1Write(now, start + at);
    else {
      buffer.fill(48, start + at, start + at + length);
      digits(buffer, start + at + length, name === 'user' ? serial % USERS : serial);
    }
  }
}

const requests = new Map();

/** A request with `count` events as bytes, and where each of them begins; made once. */
function shapeOf(url, authorization, count) {
  const key = `${url}\n${authorization}\n${count}`;
  let shape = requests.get(key);
  if (shape) return shape;
  const events = Array.from({ length: count }, () => EVENT.bytes.toString('latin1')).join(',');
  const body = count === 1 ? events : `{"batch":[${events}]}`;
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  const first = head.length + (count === 1 ? 0 : '{"batch":['.length);
  const starts = Array.from({ length: count }, (_, i) => first + i * (EVENT.bytes.length + 1));
  shape = { bytes: Buffer.from(head + body, 'latin1'), starts };
  requests.set(key, shape);
  return shape;
}

/** A whole HTTP request with `count` events, each with a messageId of its own; 1: a single event, not a batch. */
export function eventRequest(url, authorization, count) {
  const { bytes, starts } = shapeOf(url, authorization, count);
  const request = Buffer.from(bytes);
  const now = new Date().toISOString();
  for (const start of starts) renew(request, start, now);
  return request;
}
