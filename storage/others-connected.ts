import pg from 'pg';

/**
 * Whether anybody else has a connection to the server at `url` now. The connection that listens for the live debugger
 * does not count: the last process to leave may still have its own, and one that stays has others.
 */
export async function othersConnected(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
          AND application_name <> 'switchyard-live'`,
    );
    return (rowCount ?? 0) > 0;
  } finally {
    await client.end();
  }
}
