import { expect, it } from 'vitest';
import { pool } from '../../storage/client';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import { tryFilter } from './try-filter';

const DROP = [{ type: 'DROP' as const }];

async function setUp() {
  const ctx = await aWorkspace('VIEWER');
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id);
  const receive = (event: string, outcome = 'successfully_received') =>
    pool().query(
      `INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, name, outcome, payload)
       VALUES (now(), $1, $2, $3, 'track', $3, $4, $5)`,
      [
        ctx.workspace.id,
        source.id,
        event,
        outcome,
        JSON.stringify({ type: 'track', event, properties: {}, context: {} }),
      ],
    );
  return { ctx, destinationId, receive };
}

it('says of the accepted recent events which would not be sent, and counts them by name', async () => {
  const { ctx, destinationId, receive } = await setUp();
  for (const name of ['Paid', 'Seen', 'Seen', 'Paid', 'Seen']) await receive(name);
  await receive('Paid', 'failed_on_ingest');
  const trial = await tryFilter(ctx, { destinationId, condition: "event = 'Paid'", actions: DROP });
  expect(trial.events.map((event) => [event.name, event.sent])).toEqual([
    ['Seen', true],
    ['Paid', false],
    ['Seen', true],
    ['Seen', true],
    ['Paid', false],
  ]);
  expect(trial.byName).toEqual([
    { name: 'Paid', total: 2, notSent: 2 },
    { name: 'Seen', total: 3, notSent: 0 },
  ]);
  expect(JSON.parse(trial.events[0]?.payload ?? '')).toMatchObject({ event: 'Seen' });
});

it('tries at most the last hundred, with payloads for the first twenty of each verdict', async () => {
  const { ctx, destinationId, receive } = await setUp();
  for (let n = 0; n < 105; n += 1) await receive(n % 2 ? 'Odd' : 'Even');
  const { events } = await tryFilter(ctx, { destinationId, condition: "event = 'Odd'", actions: DROP });
  expect(events).toHaveLength(100);
  expect(events.filter((event) => event.payload !== null && !event.sent)).toHaveLength(20);
});

it('tries a pasted event too, and answers a mistake in the condition with its place', async () => {
  const { ctx, destinationId } = await setUp();
  const payload = { type: 'track', event: 'Paid' };
  const tried = (condition: string) => tryFilter(ctx, { destinationId, condition, actions: DROP, payload });
  expect((await tried("event = 'Paid'")).pasted).toEqual({ sent: false, detail: null });
  expect((await tried("event = 'Seen'")).pasted).toEqual({ sent: true, detail: null });
  expect(await tried('event = ')).toMatchObject({ check: { ok: false, position: 8 }, events: [], pasted: null });
});

it("does not try anything on another workspace's events", async () => {
  const { destinationId } = await setUp();
  const { ctx } = await setUp();
  await expect(tryFilter(ctx, { destinationId, condition: 'all', actions: DROP })).rejects.toEqual(
    expect.objectContaining({ code: 'not_found' }),
  );
});
