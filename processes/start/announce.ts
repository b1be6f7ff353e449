import { setTimeout as wait } from 'node:timers/promises';
import type { Env } from '../../config/env';
import type { PartCheck } from '../serve/health';

/** Waits until every part is well (30 s at most), then prints where to go. */
export async function announce(options: {
  env: Env;
  database: string;
  migrated: string[];
  started: number;
  parts: Record<string, PartCheck>;
}): Promise<void> {
  const { env, parts } = options;
  const deadline = Date.now() + 30_000;
  let waiting: string[] = Object.keys(parts);
  while (waiting.length > 0 && Date.now() < deadline) {
    const checks = await Promise.all(
      Object.entries(parts).map(async ([name, check]) => [name, (await check()).ok] as const),
    );
    waiting = checks.filter(([, ok]) => !ok).map(([name]) => name);
    if (waiting.length > 0) await wait(25);
  }
  const seconds = ((performance.now() - options.started) / 1000).toFixed(1);
  const lines = [
    '',
    waiting.length === 0
      ? `Switchyard is ready (${seconds} s).`
      : `Switchyard is up, but not well: ${waiting.join(', ')}. See ${env.publicUrl}/api/health`,
    '',
    ...(env.role === 'ingest'
      ? []
      : [`  Dashboard      ${env.publicUrl}`, `  Public API     ${env.publicUrl}/public-api`]),
    ...(env.role === 'web' ? [] : [`  Tracking API   ${env.publicUrl}/v1`]),
    `  Health         ${env.publicUrl}/api/health`,
    `  Data           ${env.dataDir} (${options.database})`,
    ...(env.smtp ? [] : [`  Mail           no SMTP server: written to ${env.dataDir}/outbox`]),
    '',
    'Ctrl-C stops everything.',
    '',
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
}
