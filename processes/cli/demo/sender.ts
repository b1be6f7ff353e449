import { setMaxListeners } from 'node:events';
import { Analytics } from '@segment/analytics-node';
import type { Demo } from './ensure-demo';
import type { DemoCall } from './story';

/** Sends the story's calls through Segment's Node library. */
export interface Sender {
  send(call: DemoCall): void;
  /** Events handed to the library, by type. */
  sent: Record<string, number>;
  /** Events the library gave up on, because the server did not take them. */
  lost(): number;
  /** Sends what is still queued. */
  close(): Promise<void>;
}

/** One client of the library per source, small batches, so that the debugger moves. */
export function createSender(origin: string, demo: Demo): Sender {
  // Each retry of the library adds a listener to one signal and never takes it away; Node would warn about the eleventh.
  setMaxListeners(1000);
  let lost = 0;
  const sent: Record<string, number> = {};
  const client = (writeKey: string) => {
    const made = new Analytics({ writeKey, host: origin, flushAt: 10, flushInterval: 400, maxRetries: 3 });
    made.on('error', () => {
      lost += 1;
    });
    return made;
  };
  const clients = { shop: client(demo.shop.writeKey), backOffice: client(demo.backOffice.writeKey) };
  return {
    send: ({ source, type, fields }) => {
      const analytics = clients[source];
      // The library's parameter types are unions per call; the story always gives the fields its call needs.
      const call = analytics[type].bind(analytics) as (params: unknown) => void;
      call(fields);
      sent[type] = (sent[type] ?? 0) + 1;
    },
    sent,
    lost: () => lost,
    close: async () => {
      await Promise.all(Object.values(clients).map((analytics) => analytics.closeAndFlush({ timeout: 10_000 })));
    },
  };
}
