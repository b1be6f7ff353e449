// What the bench asks the product's database, beside the product.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { postmaster } from './processes.mjs';

/** Connection URL of the embedded PostgreSQL on a data folder. */
export function databaseUrl(dataDir) {
  const { databasePassword } = JSON.parse(readFileSync(path.join(dataDir, 'secrets.json'), 'utf8'));
  return `postgresql://postgres:${databasePassword}@127.0.0.1:${postmaster(dataDir).port}/postgres`;
}

/** A connection with the questions of the bench. */
export async function openDatabase(dataDir) {
  const client = new pg.Client({ connectionString: databaseUrl(dataDir), application_name: 'bench' });
  await client.connect();
  const number = async (text, values) => Number((await client.query(text, values)).rows[0].n);
  return {
    /** Events of a source in the log. */
    stored: (sourceId) => number('SELECT count(*) AS n FROM pipeline.event WHERE source_id = $1', [sourceId]),
    /** Events that fan-out has not read, up to a million. */
    unread: () =>
      number(
        `SELECT count(*) AS n FROM (SELECT 1 FROM pipeline.event e, pipeline.log_cursor c
                                      WHERE c.consumer = 'fan-out' AND (e.tx, e.id) > (c.tx, c.id) LIMIT 1000000) rest`,
      ),
    /** Deliveries still on their way. */
    queued: () => number('SELECT count(*) AS n FROM pipeline.delivery'),
    /** What autovacuum did, and what it has yet to do, on the hot tables that are not empty. */
    vacuum: async () => {
      const { rows } = await client.query(
        `SELECT relname AS table, n_live_tup::int AS live, n_dead_tup::int AS dead, n_tup_upd::int AS updated,
                n_tup_hot_upd::int AS "updatedInPlace", n_tup_del::int AS deleted, autovacuum_count::int AS autovacuums,
                autoanalyze_count::int AS autoanalyzes
           FROM pg_stat_user_tables
          WHERE schemaname = 'pipeline' AND (n_tup_ins > 0 OR n_tup_upd > 0) ORDER BY n_tup_ins DESC`,
      );
      return rows;
    },
    close: () => client.end(),
  };
}
