import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { describe, expect, inject, it } from 'vitest';
import { createTestDatabase } from '@/testing/create-database';
import { applyMigrations } from './apply-migrations';

describe('applyMigrations', () => {
  it('applies every migration exactly once when several processes start at the same time', async () => {
    const url = await createTestDatabase(inject('serverUrl'), `migrate_${randomBytes(4).toString('hex')}`);
    const runs = await Promise.all([applyMigrations(url), applyMigrations(url), applyMigrations(url)]);
    expect(runs.filter((applied) => applied.length > 0)).toHaveLength(1);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ n: number }>('SELECT count(*)::int AS n FROM _prisma_migrations');
    await client.end();
    expect(rows[0]?.n).toBe(runs.flat().length);
  });

  it('refuses to start when an applied migration was edited afterwards', async () => {
    const url = await createTestDatabase(
      inject('serverUrl'),
      `edited_${randomBytes(4).toString('hex')}`,
      'template_switchyard',
    );
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(`UPDATE _prisma_migrations SET checksum = 'other'`);
    await client.end();
    await expect(applyMigrations(url)).rejects.toThrow('was changed after it was applied');
  });
});
