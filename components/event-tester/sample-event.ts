import type { EventType, JsonObject } from '@/spec/event';
import { readJson } from '@/spec/json-text';

const USER = { userId: 'user-1042', anonymousId: 'c3f1a7d2-5b0e-4a86-9f3c-7d2e81b64a10' };
const CONTEXT: JsonObject = {
  ip: '203.0.113.24',
  locale: 'en-GB',
  timezone: 'Europe/Madrid',
  userAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
};
const PAGE: JsonObject = {
  path: '/checkout',
  url: 'https://shop.example.com/checkout',
  title: 'Checkout',
  referrer: 'https://shop.example.com/cart',
};

/** What each call says beside the fields that all have. */
const CALLS: Record<EventType, JsonObject> = {
  track: {
    event: 'Order Completed',
    properties: {
      order_id: 'ord-20418',
      total: 48.9,
      currency: 'EUR',
      products: [{ product_id: 'sku-17', name: 'Breakfast cup', price: 16.3, quantity: 3 }],
    },
  },
  identify: {
    traits: {
      email: 'ana.example@example.com',
      name: 'Ana Example',
      firstName: 'Ana',
      lastName: 'Example',
      phone: '+34600000000',
      plan: 'pro',
    },
  },
  page: { name: 'Checkout', category: 'Shop', properties: PAGE },
  screen: { name: 'Checkout', category: 'Shop', properties: { step: 2 } },
  group: { groupId: 'company-77', traits: { name: 'Example Ltd', industry: 'Retail', employees: 42 } },
  alias: { previousId: USER.anonymousId },
};

/** An event of a kind as a sender would send it, as JSON text; `id` makes its messageId. */
export function sampleEvent(type: EventType, now: Date, id: string): string {
  const { userId, anonymousId } = USER;
  const who = type === 'alias' ? { userId } : { userId, anonymousId };
  const context = type === 'page' || type === 'track' ? { ...CONTEXT, page: PAGE } : CONTEXT;
  const event = { type, ...CALLS[type], ...who, messageId: `test-${id}`, timestamp: now.toISOString(), context };
  return JSON.stringify(event, null, 2);
}

/** What a door wrote, and a new event does not have. */
const WRITTEN = ['receivedAt', 'sentAt', 'originalTimestamp', '_metadata'];

/** The event in `text` as a new one: another messageId, sent now. The text itself when it is no JSON object. */
export function freshEvent(text: string, now: Date, id: string): string {
  const read = readJson(text);
  if (!read.ok || typeof read.value !== 'object' || read.value === null || Array.isArray(read.value)) return text;
  const kept = Object.fromEntries(Object.entries(read.value).filter(([key]) => !WRITTEN.includes(key)));
  return JSON.stringify({ ...kept, messageId: `test-${id}`, timestamp: now.toISOString() }, null, 2);
}
