import type { JsonObject } from '../../../spec/event';
import type { Random } from './random';

/** A call that a real tracking plan would contain by mistake, as it goes over the wire. */
export interface Mistake {
  path: string;
  body: JsonObject;
}

/** Calls with something wrong; Segment's libraries refuse to make most of these, hand-written HTTP calls do not. */
export function pickMistake(random: Random): Mistake {
  const mistakes: readonly [Mistake, ...Mistake[]] = [
    { path: '/v1/track', body: { userId: 'u_1001', properties: { button: 'buy' } } },
    { path: '/v1/track', body: { event: 'Newsletter Joined', properties: { form: 'footer' } } },
    { path: '/v1/track', body: { userId: 'u_1002', event: 'Coupon Entered', properties: 'SUMMER10' } },
    { path: '/v1/identify', body: { userId: 1003, traits: { plan: 'free' } } },
    { path: '/v1/group', body: { userId: 'u_1004', traits: { name: 'Northwind Coffee' } } },
    { path: '/v1/track', body: { userId: 'u_1005', event: 42, properties: { cart: 'c-1' } } },
  ];
  return random.pick(mistakes);
}

/** Sends a mistake; whatever the server answers is fine. */
export async function sendMistake(origin: string, writeKey: string, { path, body }: Mistake): Promise<void> {
  await fetch(`${origin}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  }).catch(() => undefined);
}
