// The event that every bench sends.
import { randomBytes } from 'node:crypto';

const run = randomBytes(8).toString('hex');
let serial = 0;

/** One event of about 1 KB, as a browser would send it. */
export function event() {
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

/** A whole HTTP request with `count` events, each with a messageId of its own; 1: a single event, not a batch. */
export function eventRequest(url, authorization, count) {
  const body = Buffer.from(count === 1 ? event() : `{"batch":[${Array.from({ length: count }, event).join(',')}]}`);
  const head = `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: ${authorization}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head), body]);
}
