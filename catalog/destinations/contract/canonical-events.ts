import type { EventType, JsonObject } from '@/spec/event';

const TRAITS: JsonObject = {
  email: 'jane@example.com',
  firstName: 'Jane',
  lastName: 'Doe',
  name: 'Jane Doe',
  phone: '+14155550123',
  plan: 'pro',
  company: { id: 'group-1', name: 'Initech' },
  address: { street: '1 Main St', city: 'Springfield', state: 'IL', postalCode: '62701', country: 'US' },
  birthday: '1990-04-01',
  gender: 'female',
  createdAt: '2026-01-02T03:04:05.000Z',
};

const PRODUCT: JsonObject = {
  product_id: 'p-1',
  sku: 'sku-1',
  name: 'Monopoly',
  brand: 'Hasbro',
  category: 'Games',
  variant: '3rd edition',
  price: 19,
  quantity: 2,
  url: 'https://shop.example.com/p-1',
  image_url: 'https://shop.example.com/p-1.jpg',
};

const CONTEXT: JsonObject = {
  ip: '203.0.113.7',
  locale: 'en-US',
  timezone: 'America/Chicago',
  userAgent:
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36',
  library: { name: 'analytics.js', version: '2.1.0' },
  page: {
    path: '/games',
    referrer: 'https://search.example.com/',
    search: '?q=games',
    title: 'Games',
    url: 'https://shop.example.com/games',
  },
  campaign: { name: 'autumn', source: 'newsletter', medium: 'email' },
  traits: { email: TRAITS.email ?? null, firstName: 'Jane', lastName: 'Doe', phone: TRAITS.phone ?? null },
  device: {
    id: 'device-1',
    type: 'ios',
    model: 'iPhone16,1',
    manufacturer: 'Apple',
    advertisingId: 'AD-1',
    adTrackingEnabled: true,
    token: 'device-token-1',
  },
  os: { name: 'iOS', version: '18.1' },
  app: { name: 'Shop', version: '3.2.1', build: '321', namespace: 'com.example.shop' },
  network: { carrier: 'Example', cellular: false, wifi: true },
  screen: { width: 1440, height: 900, density: 2 },
};

/** What the events of an online shop carry (Segment's ecommerce spec), whichever of them it is. */
const SHOP: JsonObject = {
  ...PRODUCT,
  order_id: 'order-1',
  checkout_id: 'checkout-1',
  cart_id: 'cart-1',
  list_id: 'list-1',
  query: 'board games',
  total: 42.5,
  subtotal: 38,
  revenue: 38,
  value: 38,
  shipping: 3,
  tax: 1.5,
  discount: 0,
  currency: 'USD',
  email: TRAITS.email ?? null,
  products: [PRODUCT],
};

/** Events that need other properties than a shop's. */
const PLAIN: JsonObject = { plan: 'pro', source: 'invite' };
const SHOPPING = /order|product|cart|checkout|payment|coupon|promotion|purchase|wishlist|list|lead|search/i;

/** The event that stands for all of its call in contract tests; `name` names a track, page or screen. */
export function canonicalEvent(type: EventType, name: string): JsonObject {
  const base: JsonObject = {
    type,
    messageId: 'message-1',
    userId: 'user-1',
    anonymousId: 'anonymous-1',
    originalTimestamp: '2026-11-22T07:59:58.000Z',
    sentAt: '2026-11-22T07:59:59.000Z',
    receivedAt: '2026-11-22T08:00:00.000Z',
    timestamp: '2026-11-22T07:59:59.000Z',
    context: CONTEXT,
    integrations: {},
  };
  switch (type) {
    case 'identify':
      return { ...base, traits: TRAITS };
    case 'track':
      return { ...base, event: name, properties: SHOPPING.test(name) ? SHOP : PLAIN };
    case 'page':
      return {
        ...base,
        name,
        category: 'Shop',
        properties: { ...(CONTEXT.page as JsonObject), name, category: 'Shop' },
      };
    case 'screen':
      return { ...base, name, category: 'Shop', properties: { name, category: 'Shop' } };
    case 'group':
      return {
        ...base,
        groupId: 'group-1',
        traits: {
          name: 'Initech',
          industry: 'Software',
          employees: 329,
          plan: 'enterprise',
          website: 'https://initech.example.com',
          email: 'office@initech.example.com',
        },
      };
    case 'alias':
      return { ...base, previousId: 'anonymous-1' };
  }
}
