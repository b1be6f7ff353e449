import type { ServerResponse } from 'node:http';
import { pool } from '../../storage/client';

/** How one part of the process is. */
export interface PartHealth {
  ok: boolean;
  detail: string;
}

/** Asks one part; must answer at once or within a second. */
export type PartCheck = () => PartHealth | Promise<PartHealth>;

/** Whether the database answers within a second. `trouble`: what is known to be wrong with it, in words. */
export async function checkDatabase(trouble: () => string | null = () => null): Promise<PartHealth> {
  const started = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer within 1 s')), 1000);
  });
  try {
    await Promise.race([pool().query('SELECT 1'), late]);
    return { ok: true, detail: `answers in ${Date.now() - started} ms` };
  } catch (error) {
    return { ok: false, detail: trouble() ?? (error instanceof Error ? error.message : 'does not answer') };
  } finally {
    clearTimeout(timer);
  }
}

/** Answers GET /api/health and /api/health/ingest: 200 when every part is well, else 503 naming the broken ones. */
export async function answerHealth(res: ServerResponse, parts: Record<string, PartCheck>): Promise<void> {
  const entries = await Promise.all(
    Object.entries(parts).map(async ([name, check]) => [name, await Promise.resolve(check()).catch(asBroken)] as const),
  );
  const broken = entries.filter(([, health]) => !health.ok).map(([name]) => name);
  const body = JSON.stringify({
    status: broken.length === 0 ? 'ok' : 'broken',
    ...(broken.length > 0 ? { broken } : {}),
    parts: Object.fromEntries(entries),
  });
  res.writeHead(broken.length === 0 ? 200 : 503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end(body);
}

/** Answers GET /api/health while the process leaves: 503, so that proxies send their requests elsewhere. */
export function answerDraining(res: ServerResponse): void {
  res.writeHead(503, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  res.end('{"status":"draining"}');
}

function asBroken(error: unknown): PartHealth {
  return { ok: false, detail: error instanceof Error ? error.message : 'failed' };
}
