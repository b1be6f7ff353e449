import type { Env } from '../../config/env';
import type { Logger } from '../../platform/logger';
import { commandContext } from './command-context';
import { withInstallation } from './connect';
import { findServer } from './demo/find-server';
import { seededRandom } from './demo/random';
import { runDemo, type DemoResult } from './demo/run-demo';

function list(counts: Record<string, number>, label: (key: string) => string): string {
  return Object.entries(counts)
    .map(([key, count]) => `${count} ${label(key)}`)
    .join(', ');
}

function summary({ demo, sent, mistakes, lost, received }: DemoResult, base: string): string {
  const count = Object.values(sent).reduce((sum, one) => sum + one, 0);
  return [
    '',
    `${count} events sent: ${list(sent, (type) => type)}; and ${mistakes} with mistakes.`,
    ...(lost > 0 ? [`${lost} of them were not taken by the server.`] : []),
    `The receiver answered ${list(received, (status) => `× ${status}`) || 'nothing'}. It is gone now: what is being retried will fail until the next demo.`,
    '',
    'Look at',
    `  Debugger         ${base}/sources/${demo.shop.sourceId}/debugger`,
    `  Event Delivery   ${base}/destinations/${demo.shop.destinationId}/delivery`,
    `  Filters          ${base}/destinations/${demo.shop.destinationId}/filters`,
    `  Usage            ${base}/usage`,
    '',
  ].join('\n');
}

/** The command `demo`: needs the server; fills a workspace with realistic traffic. Everything it says goes to stderr. */
export async function demo(
  env: Env,
  log: Logger,
  options: { minutes: number; workspace: string | null },
): Promise<void> {
  const say = (line: string) => void process.stderr.write(`${line}\n`);
  const origin = await findServer(env);
  const interrupted = new AbortController();
  process.once('SIGINT', () => {
    say('Stopping: sending what is queued. Ctrl-C again ends at once.');
    interrupted.abort();
  });
  await withInstallation(env, log, async () => {
    const ctx = await commandContext(options.workspace);
    say(`Sending to ${origin}, workspace ${ctx.workspace.name}, for ${options.minutes} min. Ctrl-C stops early.`);
    const result = await runDemo(ctx, {
      origin,
      durationMs: options.minutes * 60_000,
      random: seededRandom(Date.now()),
      signal: interrupted.signal,
      say,
    });
    say(summary(result, `${env.publicUrl}/${ctx.workspace.slug}`));
    if (result.blocked) say(result.blocked);
  });
}
