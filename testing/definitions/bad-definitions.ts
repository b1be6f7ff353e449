import { AsyncResource } from 'node:async_hooks';
import net from 'node:net';
import type { AnyDefinition } from '../../catalog/destinations/kit/describe-definition';
import { webhookLike } from './webhook-like';

const never = (): never => {
  for (;;);
};
const held: unknown[] = [];
/** Where this module was loaded: in no run. */
const outside = new AsyncResource('outside of any run');

/** Definitions that misbehave on the events that say `properties.bad`, and post all others to `url`. */
export const bad: Record<string, AnyDefinition> = {
  throws: webhookLike(() => {
    throw new TypeError('cannot read what is not there');
  }),
  'throws-later': webhookLike(async () => {
    setTimeout(() => {
      throw new TypeError('nobody listens');
    }, 1);
    await new Promise(() => undefined);
  }),
  rejects: webhookLike(async () => {
    void Promise.reject(new TypeError('nobody waits'));
    await new Promise(() => undefined);
  }),
  exits: webhookLike(() => process.exit(1)),
  kills: webhookLike(() => void process.kill(process.pid, 'SIGKILL')),
  loops: webhookLike(never),
  'loops-later': webhookLike(async (request, url) => {
    await request(url, { method: 'POST', json: { before: true } });
    never();
  }),
  eats: webhookLike(() => {
    for (;;) held.push(Array.from({ length: 100_000 }, (_, index) => ({ index })));
  }),
  'eats-buffers': webhookLike(async () => {
    for (;;) {
      held.push(Buffer.alloc(16 * 1024 * 1024, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }),
  // Memory that is asked for at once ends a process before anybody can look: V8 aborts.
  'eats-at-once': webhookLike(() => void held.push(new Array(2 ** 27 - 1).fill({}))),
  // Code that lost the run it belongs to, as callbacks of native libraries do.
  strays: webhookLike(
    (_, url) =>
      new Promise((resolve, reject) => {
        const { port, hostname } = new URL(url);
        outside.runInAsyncScope(() => net.connect(Number(port), hostname, () => resolve(null)).on('error', reject));
      }),
  ),
  complains: webhookLike(() => void process.stderr.write('bad key s3cr3t-of-the-shop\n')),
  good: webhookLike(() => undefined),
};
