import { beforeAll, describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { explain, nodesOf } from '@/testing/explain';
import { pool, type Sql } from '../client';
import { claimDeliveries } from '../deliveries/claim-deliveries';
import { dayNumber, firstEventId } from './event-id';
import { hasUnread, readLog } from './follow/follow-log';
import { createLogCursor } from './follow/follow-log-cursor';
import { readEvent } from './read-event';
import { readEventsByMessage } from './read-event-by-message';
import { readEventOutcomes } from './read-event-outcomes';
import { readNewestEvents } from './read-newest-events';
import { readSourceActivity } from './read-source-activity';

const EVENTS = 40_000;
const DAY_MS = 86_400_000;
const owner = { workspaceId: '', busy: '', quiet: '', empty: '' };
const today = new Date();
const yesterday = new Date(today.getTime() - DAY_MS);

/** Half of `count` events yesterday, half today, with the keys ingest gives them; an outcome for each. */
const FILL = `
  WITH logged AS (
    INSERT INTO pipeline.event (id, received_at, workspace_id, source_id, message_id, message_key, type, outcome, payload)
    SELECT CASE WHEN n % 2 = 0 THEN $1::bigint ELSE $2::bigint END + n, now(), $3, $4, 'm-' || n,
           encode(substring(sha256(convert_to($4 || E'\\n' || 'm-' || n, 'UTF8')) FOR 16), 'hex')::uuid,
           'track', 'successfully_received', '{}'
      FROM generate_series(1, $5::int) n
    RETURNING id, received_at, workspace_id, source_id, message_id
  )
  INSERT INTO pipeline.outcome (at, workspace_id, source_id, event_id, event_received_at, message_id, event_type, outcome)
  SELECT received_at, workspace_id, source_id, id, received_at, message_id, 'track', 'no_destination' FROM logged`;

beforeAll(async () => {
  const { workspace } = await aWorkspace();
  owner.workspaceId = workspace.id;
  for (const key of ['busy', 'quiet', 'empty'] as const) owner[key] = (await aSource(workspace.id)).id;
  const [first, second] = [firstEventId(yesterday), firstEventId(today)];
  await pool().query(FILL, [first, second, workspace.id, owner.busy, EVENTS]);
  await pool().query(FILL, [first, first, workspace.id, owner.quiet, 100]);
  await createLogCursor(pool(), 'fan-out');
  await pool().query('ANALYZE pipeline.event');
  await pool().query('ANALYZE pipeline.outcome');
});

/** The partitions that hold something; PostgreSQL reads an empty one as it likes. */
const filled = () => [...[yesterday, today].map((day) => `event_${dayNumber(day)}`), `outcome_${dayNumber(today)}`];

/** The nodes that ran, of every statement of `use`; fails on one that reads a partition from end to end. */
async function indexReads(use: (sql: Sql) => Promise<unknown>) {
  const nodes = (await explain(use)).flatMap(({ plan }) => nodesOf(plan));
  const scanned = nodes.filter((node) => node['Node Type'] === 'Seq Scan').map((node) => node['Relation Name'] ?? '');
  expect(scanned.filter((name) => filled().includes(name))).toEqual([]);
  return nodes;
}

const partitionsRead = (nodes: Awaited<ReturnType<typeof indexReads>>, table: string) =>
  [...new Set(nodes.map((node) => node['Relation Name'] ?? ''))].filter((name) => name.startsWith(`${table}_2`)).sort();

describe('the plans of the log', () => {
  it('reads the newest 500 of a source from an index, and no more than those', async () => {
    const read = (source: string) => (sql: Sql) =>
      readNewestEvents(sql, owner.workspaceId, source, { limit: 500, from: '0' });
    const nodes = await indexReads(read(owner.busy));
    const scans = nodes.filter((node) => node['Node Type'] === 'Index Scan');
    expect(scans.reduce((sum, node) => sum + (node['Actual Rows'] ?? 0) * (node['Actual Loops'] ?? 0), 0)).toBe(500);
    expect(partitionsRead(nodes, 'event')).not.toContain(`event_${dayNumber(yesterday)}`); // today's partition was enough
    await indexReads(read(owner.quiet));
    await indexReads(read(owner.empty));
  });

  it('finds one event by its messageId by an index of each day', async () => {
    const nodes = await indexReads((sql) => readEventsByMessage(sql, owner.workspaceId, owner.busy, 'm-7', 10));
    expect(nodes.filter((node) => /_key$/.test(node['Index Name'] ?? '')).length).toBeGreaterThan(0);
  });

  it('finds one event by its id in the partition of its day, and its outcomes from that day on', async () => {
    const id = String(BigInt(firstEventId(today)) + 8n);
    const nodes = await indexReads((sql) => readEvent(sql, owner.workspaceId, owner.busy, id));
    expect(partitionsRead(nodes, 'event')).toEqual([`event_${dayNumber(today)}`]);
    const outcomes = await indexReads((sql) => readEventOutcomes(sql, owner.workspaceId, id));
    const oldest = dayNumber(new Date(today.getTime() - 2 * DAY_MS));
    expect(partitionsRead(outcomes, 'outcome')).not.toContain(`outcome_${oldest}`);
  });

  it('follows the log by an index, a slice at a time', async () => {
    const { rows } = await pool().query<{ tx: string }>('SELECT tx::text FROM pipeline.event LIMIT 1');
    const after = { tx: rows[0]?.tx ?? '0', id: String(BigInt(firstEventId(today)) + 1000n) };
    await indexReads((sql) => readLog(sql, after, 1000));
    await indexReads((sql) => hasUnread(sql, 'fan-out'));
  });

  it('tells how busy sources are from indexes', async () => {
    const ids = [owner.busy, owner.quiet, owner.empty];
    await indexReads((sql) => readSourceActivity(sql, owner.workspaceId, ids, today));
  });

  it('fetches the event of a delivery from the partition of its day', async () => {
    await pool().query(
      `INSERT INTO pipeline.delivery (workspace_id, source_id, destination_id, config_version, event_id, event_received_at,
                                      message_id, event_type, subscription_ids)
       SELECT workspace_id, source_id, 'dst', 1, id, received_at, message_id, type, '{}'
         FROM pipeline.event WHERE source_id = $1 AND id > $2 ORDER BY id LIMIT 100`,
      [owner.busy, firstEventId(today)],
    );
    const nodes = await indexReads((sql) => claimDeliveries(sql, 'dst', 10, 1000));
    expect(partitionsRead(nodes, 'event')).toEqual([`event_${dayNumber(today)}`]);
  });
});
