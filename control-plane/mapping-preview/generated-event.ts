import type { JsonObject } from '@/spec/event';
import type { TriggerTest } from './trigger-test';

const CONTEXT: JsonObject = {
  ip: '203.0.113.7',
  locale: 'en-GB',
  timezone: 'Europe/London',
  userAgent: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36',
  page: {
    path: '/checkout',
    referrer: 'https://www.example.com/',
    title: 'Checkout',
    url: 'https://www.example.com/checkout',
  },
  campaign: { name: 'spring', source: 'newsletter', medium: 'email' },
  device: { id: 'device-1', type: 'ios', token: 'token-1', advertisingId: 'ad-1' },
  app: { name: 'Example', version: '1.2.0' },
  os: { name: 'iOS', version: '17.4' },
  traits: { email: 'ana@example.com', phone: '+442071838750' },
};

const TRAITS: JsonObject = {
  email: 'ana@example.com',
  phone: '+442071838750',
  name: 'Ana Ruiz',
  firstName: 'Ana',
  lastName: 'Ruiz',
  birthday: '1990-04-12',
  company: { name: 'Example Ltd', employee_count: 12 },
  address: { street: '1 High Street', city: 'London', postalCode: 'EC1A 1AA', country: 'GB' },
};

const ORDER: JsonObject = {
  order_id: 'order-1001',
  currency: 'EUR',
  revenue: 48.9,
  total: 58.9,
  value: 48.9,
  products: [
    { product_id: 'p-1', sku: 'sku-1', name: 'Toaster', category: 'Kitchen', price: 39.9, quantity: 1 },
    { product_id: 'p-2', sku: 'sku-2', name: 'Butter knife', category: 'Kitchen', price: 4.5, quantity: 2 },
  ],
};

/** Names of events that triggers of the catalog ask for, beside those that the trigger itself names. */
const NAMES = ['Order Completed', 'Product Added', 'Product Viewed', 'Checkout Started', 'Products Searched'];

/** The quoted words of a trigger: what an event may have to be called. */
function quoted(trigger: string): string[] {
  return [...trigger.matchAll(/"([^"\\]{1,200})"|'([^'\\]{1,200})'/g)].map((match) => match[1] ?? match[2] ?? '');
}

function candidates(trigger: string, now: Date): JsonObject[] {
  const at = now.toISOString();
  const base = (type: string): JsonObject => ({
    type,
    messageId: 'example-message-1',
    userId: 'user-1',
    anonymousId: '8f3c2a10-5d1e-4b7a-9c64-0e2f7d5b1a33',
    timestamp: at,
    originalTimestamp: at,
    sentAt: at,
    receivedAt: at,
    context: CONTEXT,
    integrations: {},
  });
  const names = [...quoted(trigger), ...NAMES];
  return [
    ...names.map((event) => ({ ...base('track'), event, properties: ORDER })),
    { ...base('identify'), traits: TRAITS },
    ...names.map((name) => ({ ...base('page'), name, properties: { ...(CONTEXT.page as JsonObject), name } })),
    ...names.map((name) => ({ ...base('screen'), name, properties: { name } })),
    { ...base('group'), groupId: 'group-1', traits: { name: 'Example Ltd', industry: 'Retail', employees: 12 } },
    { ...base('alias'), previousId: 'visitor-1' },
  ];
}

/** An event made up for a trigger: the first of each call, under the names that the trigger has, that it matches. */
export function generatedEvent(trigger: string, test: TriggerTest, now: Date = new Date()): JsonObject {
  const made = candidates(trigger, now);
  const found = made.find((event) => test(event) === true) ?? made.at(quoted(trigger).length);
  return found ?? {};
}
