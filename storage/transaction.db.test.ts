import { expect, it } from 'vitest';
import { db } from './client';
import { transaction } from './transaction';

it('waits its turn while every connection is in use for seconds, as somebody at the dashboard does', async () => {
  const nap = () => transaction(async (tx) => void (await tx.$queryRaw`SELECT pg_sleep(2.5)::text`));
  await Promise.all(Array.from({ length: 10 }, () => db().$queryRaw`SELECT 1`)); // the connections are made
  const busy = Promise.all(Array.from({ length: 10 }, nap));
  await expect(transaction((tx) => tx.user.count())).resolves.toBe(0);
  await busy;
});
