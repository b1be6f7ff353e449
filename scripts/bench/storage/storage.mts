// npm run bench storage: fills a database with BENCH_EVENTS (default 10 million) events over seven days, then shows how
// every read of the log and of the dashboard runs, what an event takes on disk, and how long a day's retention takes.
// Needs about 1 KB of disk per event while it runs. Everything is dropped afterwards.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startEmbeddedPostgres } from '../../../platform/embedded-postgres/server';
import { loadInstallationSecrets } from '../../../platform/installation-secrets';
import { createLogger } from '../../../platform/logger';
import { db, pool } from '../../../storage/client';
import { createLogCursor } from '../../../storage/events/follow/follow-log-cursor';
import { applyMigrations } from '../../../storage/migrations/apply-migrations';
import { dropOldPartitions } from '../../../storage/migrations/drop-old-partitions';
import { aDestination, aSource, aWorkspace } from '../../../testing/factories';
import { useTestInstallation } from '../../../testing/installation';
import { DAYS, fill, type Filled } from './fill.mts';
import { measureReads } from './reads.mts';

const EVENTS = Number(process.env.BENCH_EVENTS ?? 10_000_000);
const say = (text: string) => process.stderr.write(`${text}\n`);

async function seed(): Promise<Filled> {
  const { workspace } = await aWorkspace();
  const made = async () => (await aSource(workspace.id)).id;
  const sources: string[] = [];
  for (let n = 0; n < 50; n += 1) sources.push(await made());
  const destinations: string[] = [];
  for (const source of sources.slice(0, 5)) destinations.push((await aDestination(workspace.id, source)).id);
  await createLogCursor(pool(), 'fan-out');
  return { workspaceId: workspace.id, sources, quiet: await made(), empty: await made(), destinations };
}

/** Bytes per event of everything that grows with events: tables without their indexes, and each index. */
async function bytesPerEvent(): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ part: string; bytes: string }>(
    `SELECT part, sum(bytes) AS bytes FROM (
       SELECT regexp_replace(c.relname, '_\\d{8}', '') AS part, pg_relation_size(c.oid) AS bytes
         FROM pg_class c
        WHERE c.relnamespace = 'pipeline'::regnamespace AND c.relkind IN ('r', 'i') AND c.relname ~ '^(event|outcome)_\\d{8}') parts
      GROUP BY part ORDER BY 2 DESC`,
  );
  return Object.fromEntries(rows.map(({ part, bytes }) => [part, Math.round((Number(bytes) / EVENTS) * 10) / 10]));
}

const dataDir = mkdtempSync(path.join(os.tmpdir(), 'switchyard-storage-'));
chmodSync(dataDir, 0o755);
const server = await startEmbeddedPostgres({
  dataDir,
  password: loadInstallationSecrets(dataDir).databasePassword,
  log: createLogger('postgres', 'error'),
});
try {
  await applyMigrations(server.url);
  useTestInstallation({ databaseUrl: server.url, dataDir });
  const filled = await seed();
  const started = performance.now();
  await fill(filled, EVENTS, say);
  say(`filled in ${Math.round((performance.now() - started) / 1000)} s`);
  const reads = await measureReads(filled);
  for (const { name, ms } of reads) say(`${ms.toFixed(1).padStart(8)} ms  ${name}`);
  const bytes = await bytesPerEvent();
  say(`bytes per event: ${JSON.stringify(bytes)}`);
  const before = performance.now();
  const dropped = await dropOldPartitions(pool(), new Date(), DAYS - 2);
  const dropMs = Math.round(performance.now() - before);
  say(`dropped ${dropped.join(', ')} in ${dropMs} ms`);
  const report = { events: EVENTS, bytesPerEvent: bytes, dropped, dropMs, reads };
  mkdirSync('build', { recursive: true });
  writeFileSync('build/bench-storage.json', `${JSON.stringify(report, null, 2)}\n`);
  process.stdout.write(
    `${JSON.stringify({ ...report, reads: reads.map(({ name, ms, lines }) => ({ name, ms, lines })) })}\n`,
  );
} finally {
  await db().$disconnect();
  await pool().end();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}
