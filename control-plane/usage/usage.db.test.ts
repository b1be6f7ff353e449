import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { getUsage } from './get-usage';
import { listDailyApiCalls, listDailyApiCallsPerSource } from './list-daily-api-calls';
import { listDailyMtu, listDailyMtuPerSource } from './list-daily-mtu';

const clock = { now: () => new Date('2026-11-04T10:00:00Z') };

/** A UUID that stands for `id` as the counter's hash would. */
function hash(id: string): string {
  return createHash('md5').update(id).digest('hex');
}

interface Seen {
  kind: 'u' | 'a';
  id: string;
  day: string;
  linked?: string;
  sources: string[];
}

async function counted(workspaceId: string, month: string, seen: Seen[]): Promise<void> {
  for (const row of seen) {
    await pool().query(
      `INSERT INTO pipeline.tracked_user (workspace_id, month, kind, id_hash, first_day, linked_day) VALUES ($1, $2, $3, $4, $5, $6)`,
      [workspaceId, `${month}-01`, row.kind, hash(row.id), row.day, row.linked ?? null],
    );
    for (const sourceId of row.sources) {
      await pool().query(
        `INSERT INTO pipeline.source_user (workspace_id, month, source_id, kind, id_hash, first_day, linked_day) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [workspaceId, `${month}-01`, sourceId, row.kind, hash(row.id), row.day, row.linked ?? null],
      );
    }
  }
}

async function called(workspaceId: string, sourceId: string, days: Record<string, number>): Promise<void> {
  for (const [day, count] of Object.entries(days)) {
    await pool().query(`INSERT INTO pipeline.api_call (workspace_id, source_id, day, count) VALUES ($1, $2, $3, $4)`, [
      workspaceId,
      sourceId,
      day,
      count,
    ]);
  }
}

async function aMonth() {
  const ctx = await aWorkspace('VIEWER');
  const web = await aSource(ctx.workspace.id, { type: 'javascript' });
  const app = await aSource(ctx.workspace.id, { type: 'ios' });
  await counted(ctx.workspace.id, '2026-11', [
    { kind: 'u', id: '123', day: '2026-11-02', sources: [web.id, app.id] },
    { kind: 'a', id: '456', day: '2026-11-01', linked: '2026-11-02', sources: [app.id] },
    { kind: 'a', id: '786', day: '2026-11-03', sources: [web.id] },
  ]);
  await called(ctx.workspace.id, web.id, { '2026-11-02': 4, '2026-11-03': 1 });
  await called(ctx.workspace.id, app.id, { '2026-11-01': 10 });
  return { ctx, web, app };
}

describe('usage', () => {
  it("counts userIds and the anonymousIds that no call linked to one, as in Segment's worked example", async () => {
    const { ctx } = await aMonth();
    const usage = await getUsage(ctx, { month: '2026-11' }, clock);
    expect(usage.users).toEqual({ anonymous: 2, anonymousIdentified: 1, identified: 1, neverIdentified: 1, mtu: 2 });
    expect(usage.apiCalls).toBe(15);
  });

  it('stops counting an anonymous visitor on the day of the link, not before', async () => {
    const { ctx } = await aMonth();
    const series = await listDailyMtu(ctx, { month: '2026-11' }, clock);
    expect(series.map(({ day, mtu, neverIdentified }) => [day, mtu, neverIdentified])).toEqual([
      ['2026-11-01', 1, 1],
      ['2026-11-02', 1, 0],
      ['2026-11-03', 2, 1],
      ['2026-11-04', 2, 1],
    ]);
  });

  it('counts a person seen in two sources in both of them and once in the workspace', async () => {
    const { ctx, web, app } = await aMonth();
    const usage = await getUsage(ctx, { month: '2026-11' }, clock);
    expect(usage.sources.map((row) => [row.sourceId, row.users.mtu, row.apiCalls])).toEqual([
      [app.id, 1, 10],
      [web.id, 2, 5],
    ]);
    expect(usage.sources[0]?.name).toBe(app.name);
    const last = (await listDailyMtuPerSource(ctx, { month: '2026-11' }, clock)).filter(
      (row) => row.day === '2026-11-04',
    );
    expect(new Map(last.map((row) => [row.sourceId, row.mtu]))).toEqual(
      new Map([
        [app.id, 1],
        [web.id, 2],
      ]),
    );
  });

  it('lists API calls cumulatively for the days that have begun', async () => {
    const { ctx, web } = await aMonth();
    const daily = await listDailyApiCalls(ctx, { month: '2026-11' }, clock);
    expect(daily.map((row) => row.apiCalls)).toEqual([10, 14, 15, 15]);
    const perSource = await listDailyApiCallsPerSource(ctx, { month: '2026-11' }, clock);
    expect(perSource.filter((row) => row.sourceId === web.id).map((row) => row.apiCalls)).toEqual([0, 4, 5, 5]);
  });

  it('compares a running month with the same days of the month before', async () => {
    const { ctx, web } = await aMonth();
    await called(ctx.workspace.id, web.id, { '2026-10-04': 7, '2026-10-05': 100 });
    await counted(ctx.workspace.id, '2026-10', [
      { kind: 'u', id: '123', day: '2026-10-04', sources: [] },
      { kind: 'u', id: '124', day: '2026-10-05', sources: [] },
    ]);
    const running = await getUsage(ctx, { month: '2026-11' }, clock);
    expect([running.before?.users.mtu, running.before?.apiCalls]).toEqual([1, 7]);
    expect(running.months).toEqual(['2026-11', '2026-10']);
    const past = await getUsage(ctx, { month: '2026-10' }, clock);
    expect([past.users.mtu, past.apiCalls, past.current, past.before]).toEqual([2, 107, false, null]);
  });

  it('keeps the usage of a source that was deleted, without its name', async () => {
    const ctx = await aWorkspace();
    await called(ctx.workspace.id, 'src_gone', { '2026-11-01': 3 });
    const usage = await getUsage(ctx, { month: '2026-11' }, clock);
    expect(usage.sources).toMatchObject([{ sourceId: 'src_gone', name: null, apiCalls: 3 }]);
  });

  it('shows nothing of another workspace, and refuses what is not a month', async () => {
    await aMonth();
    const ctx = await aWorkspace();
    const usage = await getUsage(ctx, { month: '2026-11' }, clock);
    expect([usage.users.mtu, usage.apiCalls, usage.sources]).toEqual([0, 0, []]);
    await expect(getUsage(ctx, { month: '2026-13' }, clock)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { month: 'must be a month as YYYY-MM, for example 2026-11' },
    });
  });
});
