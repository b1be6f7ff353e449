import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../../../control-plane/context';
import { ensureDemo, type Demo } from './ensure-demo';
import { pickMistake, sendMistake } from './mistakes';
import type { Random } from './random';
import { startReceiver, type Receiver } from './receiver';
import { createSender, type Sender } from './sender';
import { tellStory } from './story';
import { watchDelivery } from './watch-delivery';

/** Where the receiver listens when nothing else does. */
const RECEIVER_PORT = 4455;
const CALLS_PER_SECOND = 8;
const PROGRESS_MS = 10_000;
/** The part of the demo during which the receiver is down. */
const DOWN = { from: 0.55, to: 0.65 };

/** What happened in a demo. */
export interface DemoResult {
  demo: Demo;
  sent: Record<string, number>;
  mistakes: number;
  lost: number;
  received: Record<number, number>;
  /** Why nothing could be delivered; null when something was. */
  blocked: string | null;
}

function total(counts: Record<string, number>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

function progress(sender: Sender, receiver: Receiver, leftMs: number): string {
  const answers = Object.entries(receiver.counts).map(([status, count]) => `${count} × ${status}`);
  const left = Math.max(0, Math.round(leftMs / 1000));
  return `${total(sender.sent)} events sent, receiver answered ${answers.join(', ') || 'nothing yet'}; ${left} s left`;
}

/**
 * Sends the demo's traffic for `durationMs`, or until `signal` fires, from a natural pace of calls with mistakes among
 * them, to a receiver of its own. Progress goes to `say`.
 */
export async function runDemo(
  ctx: Context,
  options: { origin: string; durationMs: number; random: Random; signal: AbortSignal; say: (line: string) => void },
): Promise<DemoResult> {
  const { origin, durationMs, random, signal, say } = options;
  const receiver = await startReceiver(random, RECEIVER_PORT);
  try {
    const demo = await ensureDemo(ctx, receiver.url);
    say(`Sources "${demo.shop.sourceName}" and "${demo.backOffice.sourceName}" send to ${receiver.url}.`);
    const sender = createSender(origin, demo);
    const watch = watchDelivery(ctx, demo, receiver, say);
    const story = tellStory(random);
    const started = Date.now();
    let mistakes = 0;
    let nextProgress = PROGRESS_MS;
    for (let passed = 0; passed < durationMs && !signal.aborted; passed = Date.now() - started) {
      const share = passed / durationMs;
      receiver.down = share >= DOWN.from && share < DOWN.to;
      sender.send(story.next().value);
      if (random.chance(0.02)) {
        mistakes += 1;
        void sendMistake(origin, demo.shop.writeKey, pickMistake(random));
      }
      if (passed >= nextProgress) {
        say(progress(sender, receiver, durationMs - passed));
        nextProgress += PROGRESS_MS;
      }
      await wait((2000 / CALLS_PER_SECOND) * random.next(), undefined, { signal }).catch(() => undefined);
    }
    receiver.down = false;
    await sender.close();
    // Retries of the last minute shall still find somebody at home.
    if (!signal.aborted) await wait(3000, undefined, { signal }).catch(() => undefined);
    const { sent } = sender;
    return { demo, sent, mistakes, lost: sender.lost(), received: receiver.counts, blocked: await watch.finish() };
  } finally {
    await receiver.close();
  }
}
