// The other limit to compare with: plain COPY of rows of the same size into a table like the log, in the same PostgreSQL.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** Rows per second of COPY FROM a file with `rows` payloads of about 1 KB, the table being partitioned and indexed as the log is. */
export async function measureCopy(databaseUrl, payload, rows = 50_000) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'switchyard-copy-'));
  const file = path.join(folder, 'rows.txt');
  const text = payload.replaceAll('\\', '\\\\');
  const now = new Date().toISOString();
  writeFileSync(
    file,
    Array.from(
      { length: rows },
      (_, i) =>
        `${now}\twks\tsrc\tcopy-${i}\ttrack\tOrder Completed\tuser\tanonymous\tsuccessfully_received\t\\N\t${text}\n`,
    ).join(''),
  );
  chmodSync(folder, 0o755);
  chmodSync(file, 0o644);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS bench');
    await client.query('DROP TABLE IF EXISTS bench.event');
    await client.query(
      'CREATE TABLE bench.event (LIKE pipeline.event INCLUDING DEFAULTS INCLUDING IDENTITY INCLUDING INDEXES)',
    );
    const started = performance.now();
    await client.query(
      `COPY bench.event (received_at, workspace_id, source_id, message_id, type, name, user_id, anonymous_id, outcome, reason, payload) FROM '${file}'`,
    );
    return Math.round(rows / ((performance.now() - started) / 1000));
  } finally {
    await client.query('DROP SCHEMA IF EXISTS bench CASCADE');
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
