import { expect, it } from 'vitest';
import { inTransaction, pool } from './client';

it('survives a connection that breaks in the middle of a transaction, and works on with a new one', async () => {
  const broken = inTransaction(async (sql) => {
    const { rows } = await sql.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await pool().query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await new Promise((resolve) => setImmediate(resolve));
    await sql.query('SELECT 1');
  });
  await expect(broken).rejects.toThrow();
  expect((await pool().query<{ one: number }>('SELECT 1 AS one')).rows).toEqual([{ one: 1 }]);
});
