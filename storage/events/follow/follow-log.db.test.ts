import { describe, expect, it } from 'vitest';
import { aSource, aWorkspace } from '@/testing/factories';
import { anEventRow, drainLog, endStates, logEvents } from '@/testing/fan-out-log';
import { inTransaction, pool } from '../../client';
import { createLogCursor, lockLogCursor } from './follow-log-cursor';
import { rebaseRestoredLog } from './follow-log-rebase';
import { findLogStall } from './follow-log-stall';

async function anOwner() {
  const { workspace } = await aWorkspace();
  return { workspaceId: workspace.id, sourceId: (await aSource(workspace.id)).id };
}

const rebase = () =>
  inTransaction(async (sql) => {
    await lockLogCursor(sql, 'fan-out');
    return rebaseRestoredLog(sql, 'fan-out');
  });
const soon = () => new Date(Date.now() + 1000);

describe('a follower of the log', () => {
  it('reads on, without loss or repetition, after the log was restored into another database server', async () => {
    const owner = await anOwner();
    await createLogCursor(pool(), 'fan-out');
    await logEvents([anEventRow(owner, { messageId: 'read-1' }), anEventRow(owner, { messageId: 'read-2' })]);
    await drainLog();
    await logEvents([anEventRow(owner, { messageId: 'unread' })]);
    expect(await rebase()).toBe(false);
    // As a restore leaves it: the numbers of a server that had counted further than this one.
    await pool().query(`UPDATE pipeline.event SET tx = (tx::text::bigint + 1000000000)::text::xid8`);
    await pool().query(`UPDATE pipeline.log_cursor SET tx = (tx::text::bigint + 1000000000)::text::xid8`);
    await logEvents([anEventRow(owner, { messageId: 'new' })]);
    expect(await rebase()).toBe(true);
    expect(await rebase()).toBe(false);
    await drainLog();
    expect(await endStates(owner.sourceId)).toEqual({
      'read-1 @ ': 'no_destination',
      'read-2 @ ': 'no_destination',
      'unread @ ': 'no_destination',
      'new @ ': 'no_destination',
    });
  });

  it('can say which transaction holds the log up', async () => {
    const owner = await anOwner();
    await drainLog();
    expect(await findLogStall(pool(), 'fan-out', soon())).toBeNull();
    const forgotten = await pool().connect();
    await forgotten.query(`SET application_name = 'forgotten'`);
    await forgotten.query('BEGIN');
    await forgotten.query('SELECT pg_current_xact_id()');
    await logEvents([anEventRow(owner)]);
    const stall = await findLogStall(pool(), 'fan-out', soon());
    expect(stall?.since).toBeInstanceOf(Date);
    expect(stall?.holder).toMatch(/^process \d+ \(.*, database \w+\), open since \d{4}-/);
    expect(await findLogStall(pool(), 'fan-out', new Date(Date.now() - 60_000))).toBeNull();
    await forgotten.query('ROLLBACK');
    forgotten.release(true);
    await drainLog();
    expect(await findLogStall(pool(), 'fan-out', soon())).toBeNull();
  });
});
