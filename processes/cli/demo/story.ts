import type { JsonObject } from '../../../spec/event';
import { demoPerson, type DemoPerson } from './people';
import { PRODUCTS, type Product } from './products';
import type { Random } from './random';

/** One call of the library: what `analytics.track(...)` and its relatives take, and which source sends it. */
export interface DemoCall {
  source: 'shop' | 'backOffice';
  type: 'identify' | 'track' | 'page' | 'screen' | 'group' | 'alias';
  fields: JsonObject;
}

const HOST = 'https://shop.example.com';

function shopCalls(person: DemoPerson, known: boolean) {
  const who: JsonObject = known
    ? { userId: person.userId, anonymousId: person.anonymousId }
    : { anonymousId: person.anonymousId };
  const make = (type: DemoCall['type'], fields: JsonObject): DemoCall => ({
    source: 'shop',
    type,
    fields: { ...who, context: person.context, ...fields },
  });
  return {
    page: (name: string, path: string) =>
      make('page', { name, properties: { path, url: `${HOST}${path}`, title: `${name} · Demo shop` } }),
    track: (event: string, properties: JsonObject, more: JsonObject = {}) =>
      make('track', { event, properties, ...more }),
    identify: () => make('identify', { traits: person.traits }),
  };
}

function productOf(product: Product, position: number): JsonObject {
  return { ...product, quantity: 1, position, currency: 'EUR', url: `${HOST}/products/${product.sku.toLowerCase()}` };
}

/** One visit to the shop: pages and products seen, and for some a basket, a sign-in and an order. */
function visit(person: DemoPerson, random: Random, number: number): DemoCall[] {
  const before = shopCalls(person, false);
  const product = random.pick(PRODUCTS);
  const calls = [before.page('Home', '/'), before.page(product.category, `/${product.category.toLowerCase()}`)];
  calls.push(
    before.track('Product List Viewed', { list_id: product.category.toLowerCase(), category: product.category }),
  );
  for (let seen = random.whole(0, 2); seen > 0; seen -= 1) {
    calls.push(before.track('Product Viewed', productOf(random.pick(PRODUCTS), seen)));
  }
  if (!random.chance(0.55)) return calls;
  calls.push(before.track('Product Added', { cart_id: `cart_${number}`, ...productOf(product, 1) }));
  if (!random.chance(0.6)) return calls;
  const signedIn = shopCalls(person, true);
  const order = {
    order_id: `ord_${10_000 + number}`,
    currency: 'EUR',
    revenue: product.price,
    total: product.price + 4.9,
  };
  calls.push(signedIn.identify(), signedIn.track('Checkout Started', { ...order, products: [productOf(product, 1)] }));
  if (!random.chance(0.75)) return calls;
  const test = random.chance(0.15);
  // A tenth of the customers asked not to be passed on: the integrations object turns every destination off.
  const integrations: JsonObject = random.chance(0.1) ? { integrations: { All: false } } : {};
  calls.push(
    signedIn.track(
      'Order Completed',
      {
        ...order,
        shipping: 4.9,
        payment_method: random.pick(['card', 'paypal', 'invoice']),
        test,
        products: [productOf(product, 1)],
      },
      integrations,
    ),
  );
  return calls;
}

/** One stretch of work in the back office: a sign-in, the account, and the features used. */
function workday(person: DemoPerson, random: Random): DemoCall[] {
  const make = (type: DemoCall['type'], fields: JsonObject): DemoCall => ({
    source: 'backOffice',
    type,
    fields: { userId: person.userId, context: { groupId: person.company.groupId }, ...fields },
  });
  const calls = [
    make('identify', { traits: person.traits }),
    make('group', { groupId: person.company.groupId, traits: person.company.traits }),
    make('track', { event: 'Signed In', properties: { username: person.traits.email ?? '' } }),
  ];
  for (let used = random.whole(1, 4); used > 0; used -= 1) {
    const feature = random.pick(['export', 'dashboard', 'bulk edit', 'saved view', 'api key']);
    calls.push(make('track', { event: 'Feature Used', properties: { feature, duration_ms: random.whole(80, 9000) } }));
  }
  if (random.chance(0.2)) {
    calls.push(make('track', { event: 'Trial Started', properties: { trial_plan_name: 'Team' } }));
  }
  if (random.chance(0.15)) {
    calls.push(
      make('track', { event: 'Invoice Paid', properties: { amount: random.whole(120, 2400), currency: 'EUR' } }),
    );
  }
  if (random.chance(0.1)) calls.push(make('alias', { previousId: person.anonymousId }));
  return calls;
}

/** An endless, natural mixture of visits and work, one call at a time: several people are busy at any moment. */
export function* tellStory(random: Random): Generator<DemoCall, never> {
  const open: DemoCall[][] = [];
  for (let number = 1; ;) {
    while (open.length < 6) {
      // People come back: a third of the sessions belong to somebody seen before.
      const person = demoPerson(random.chance(0.33) ? random.whole(1, number) : number);
      open.push(random.chance(0.7) ? visit(person, random, number) : workday(person, random));
      number += 1;
    }
    const index = random.whole(0, open.length - 1);
    const call = open[index]?.shift();
    if (call) yield call;
    if (open[index]?.length === 0) open.splice(index, 1);
  }
}
