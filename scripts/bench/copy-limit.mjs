// The other limit to compare with: plain COPY of rows of the same size into a table like the log, in the same PostgreSQL.
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

const DAY = new Date().toISOString().slice(0, 10).replaceAll('-', '');

/** Rows per second of COPY FROM a file with `rows` payloads of about 1 KB into a table with the columns and indexes of a day of the log. */
export async function measureCopy(databaseUrl, payload, rows = 50_000) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'switchyard-copy-'));
  const file = path.join(folder, 'rows.txt');
  const text = payload.replaceAll('\\', '\\\\');
  const now = new Date().toISOString();
  writeFileSync(
    file,
    Array.from({ length: rows }, (_, i) => {
      const id = `${DAY}${String(i).padStart(11, '0')}`;
      return `${id}\t${now}\twks\tsrc\tcopy-${i}\t${randomUUID()}\ttrack\tOrder Completed\tuser\tanonymous\tsuccessfully_received\t\\N\t${text}\n`;
    }).join(''),
  );
  chmodSync(folder, 0o755);
  chmodSync(file, 0o644);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('CREATE SCHEMA IF NOT EXISTS bench');
    await client.query('DROP TABLE IF EXISTS bench.event');
    await client.query(`CREATE TABLE bench.event (LIKE pipeline.event_${DAY} INCLUDING DEFAULTS INCLUDING INDEXES)`);
    const started = performance.now();
    await client.query(
      `COPY bench.event (id, received_at, workspace_id, source_id, message_id, message_key, type, name, user_id, anonymous_id, outcome, reason, payload) FROM '${file}'`,
    );
    return Math.round(rows / ((performance.now() - started) / 1000));
  } finally {
    await client.query('DROP SCHEMA IF EXISTS bench CASCADE');
    await client.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
