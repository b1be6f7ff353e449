import { aDataDir, endProduct, killLeftovers, queryProduct, startProduct } from './product';
import { setUpProduct } from './product-setup';
import { expect, post, test } from './fixtures';

/** Posts single events from several clients until told to stop; remembers what was acknowledged with 200. */
function startLoad(origin: string, writeKey: string, mark: string) {
  const acknowledged = new Set<string>();
  let on = true;
  let serial = 0;
  const client = async () => {
    while (on) {
      const messageId = `${mark}-${(serial += 1)}`;
      const body = JSON.stringify({ userId: 'u', event: 'Under load', messageId });
      const answer = await fetch(`${origin}/v1/track`, {
        method: 'POST',
        headers: {
          authorization: `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`,
          'content-type': 'application/json',
        },
        body,
      }).catch(() => null);
      if (answer?.status === 200 && (await answer.text().catch(() => '')).includes('true')) acknowledged.add(messageId);
    }
  };
  const clients = Promise.all(Array.from({ length: 16 }, client));
  return { acknowledged, stop: async () => ((on = false), clients) };
}

test.afterEach(killLeftovers);

const HOW_OFTEN = `SELECT message_id, count(*)::int AS n FROM pipeline.event WHERE message_id LIKE $1 GROUP BY message_id`;

test('kill -9 of the server under load loses no acknowledged event, and every one is delivered after the restart', async ({
  receiver,
}) => {
  test.setTimeout(480_000); // it starts the product three times
  const dataDir = aDataDir();
  const first = await startProduct(dataDir);
  const workspace = await setUpProduct(first);
  const source = await workspace.addSource('orders');
  await workspace.addWebhook(source.id, receiver.url);
  const load = startLoad(first.origin, source.writeKey, 'kill');
  await expect.poll(() => load.acknowledged.size).toBeGreaterThan(300);
  await endProduct(first, 'SIGKILL');
  await load.stop();

  const second = await startProduct(dataDir);
  const logged = async () => {
    const rows = await queryProduct<{ message_id: string; n: number }>(dataDir, HOW_OFTEN, ['kill-%']);
    return new Map(rows.map(({ message_id, n }) => [message_id, n]));
  };
  // What a slow machine had acknowledged from the spool is in the log once that is drained.
  const missing = async () => {
    const known = await logged();
    return [...load.acknowledged].filter((id) => !known.has(id));
  };
  await expect.poll(missing, { timeout: 120_000 }).toEqual([]);

  const delivered = () => new Set(receiver.bodies<{ messageId: string }>().map(({ messageId }) => messageId));
  await expect
    .poll(() => [...load.acknowledged].filter((id) => !delivered().has(id)).length, { timeout: 120_000 })
    .toBe(0);
  expect([...(await logged()).values()].filter((times) => times !== 1)).toEqual([]);
  expect(await endProduct(second, 'SIGINT'), 'Ctrl-C ends everything in order').toBe(0);
  await expect(queryProduct(dataDir, 'SELECT 1')).rejects.toThrow();
});

test('two servers on one database accept each event once and deliver it once', async ({ receiver }) => {
  test.setTimeout(480_000);
  const dataDir = aDataDir();
  const first = await startProduct(dataDir);
  const second = await startProduct(dataDir);
  const workspace = await setUpProduct(second);
  const source = await workspace.addSource('orders');
  await workspace.addWebhook(source.id, receiver.url);
  const send = (origin: string, n: number) =>
    post(origin, source.writeKey, 'track', JSON.stringify({ userId: 'u', event: 'Twice', messageId: `twice-${n}` }));
  const numbers = Array.from({ length: 60 }, (_, n) => n);
  await Promise.all(numbers.flatMap((n) => [send(first.origin, n), send(second.origin, n)]));
  const logged = async () => (await queryProduct<{ n: number }>(dataDir, HOW_OFTEN, ['twice-%'])).map(({ n }) => n);
  await expect.poll(async () => (await logged()).length).toBe(60);
  const ends = `SELECT count(*)::int AS n FROM pipeline.outcome WHERE message_id LIKE 'twice-%' AND outcome = 'successful_delivery'`;
  await expect.poll(async () => (await queryProduct<{ n: number }>(dataDir, ends))[0]?.n).toBe(60);
  expect((await logged()).filter((times) => times !== 1)).toEqual([]);
  const arrived = receiver.bodies<{ messageId: string }>().map(({ messageId }) => messageId);
  expect([arrived.length, new Set(arrived).size]).toEqual([60, 60]);

  expect(await endProduct(first, 'SIGINT')).toBe(0);
  await send(second.origin, 999); // the second works on when the one that started the database has gone
  expect(await endProduct(second, 'SIGINT')).toBe(0);
  await expect(queryProduct(dataDir, 'SELECT 1'), 'the last one stops the database').rejects.toThrow();
});
