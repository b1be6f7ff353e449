import http from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../../processes/cli/demo/random';
import { Ledger } from './ledger';

const SENDERS = 16;
const TIMEOUT_MS = 20_000;
const TRIES = 30;
const SAME_AGAIN = 0.03;

export interface LoadOptions {
  /** Origin of the door. */
  url: string;
  writeKey: string;
  /** Begins each messageId; the rest has a fixed width. */
  mark: string;
  requestsPerSecond: number;
  random: Random;
}

/** A load that runs until it is stopped. */
export interface Load {
  ledger: Ledger;
  /** Resolves when each sender has its last answer. */
  stop(): Promise<void>;
}

/**
 * Sends events as SDKs do: each sender waits for its answer, sends the same again after a failure, and now and then sends
 * what was acknowledged a second time, like one that never saw the answer.
 */
export function startLoad({ url, writeKey, mark, requestsPerSecond, random }: LoadOptions): Load {
  const ledger = new Ledger();
  const agent = new http.Agent({ keepAlive: true, maxSockets: SENDERS });
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  const pauseMs = (SENDERS / requestsPerSecond) * 1000;
  let serial = 0;
  let stopped = false;

  const post = (path: string, body: string) =>
    new Promise<string>((resolve) => {
      const headers = { authorization, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
      const request = http.request(url + path, { method: 'POST', agent, headers, timeout: TIMEOUT_MS }, (response) => {
        response.resume();
        response.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
        response.once('end', () => resolve(String(response.statusCode)));
      });
      request.once('timeout', () => request.destroy(Object.assign(new Error('timeout'), { code: 'TIMEOUT' })));
      request.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      request.end(body);
    });
  async function send(ids: string[]): Promise<void> {
    const events = ids.map((messageId) => ({
      type: 'track',
      event: 'Chaos',
      userId: `user-${messageId}`,
      messageId,
      properties: { filler: 'x'.repeat(random.whole(0, 400)) },
    }));
    for (const id of ids) ledger.sent.add(id);
    const single = events.length === 1;
    const [path, body] = single ? ['/v1/track', events[0]] : ['/v1/batch', { batch: events }];
    const text = JSON.stringify(body);
    for (let tries = 1; tries <= TRIES; tries += 1) {
      const startedAt = performance.now();
      ledger.requests += 1;
      const answer = await post(path, text);
      if (answer === '200') {
        ledger.ok(ids, performance.now() - startedAt);
        if (random.chance(SAME_AGAIN)) await post(path, text);
        return;
      }
      ledger.failed(answer);
      if (stopped && tries > 3) break;
      await wait(Math.min(50 * 2 ** tries, 1000) * (0.5 + random.next()));
    }
    ledger.givenUp += ids.length;
  }
  const senders = Array.from({ length: SENDERS }, async () => {
    while (!stopped) {
      const size = random.chance(0.7) ? 1 : random.whole(2, 6);
      await send(Array.from({ length: size }, () => `${mark}-${String((serial += 1)).padStart(8, '0')}`));
      await wait(2 * pauseMs * random.next());
    }
  });
  return {
    ledger,
    async stop() {
      stopped = true;
      await Promise.all(senders);
      ledger.measureGap();
      agent.destroy();
    },
  };
}
