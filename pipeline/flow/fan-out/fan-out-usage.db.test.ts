import { describe, expect, it } from 'vitest';
import { pool } from '@/storage/client';
import { aSource, aWorkspace } from '@/testing/factories';
import { anEventRow, drainLog, logEvents, type EventOwner } from '@/testing/fan-out-log';
import { monthBounds } from '../../usage/read-days';
import { mtuSeries, readMtuPerSource } from '../../usage/read-mtu';
import { readTrackedUsers } from '@/storage/usage/read-tracked-users';

const today = new Date().toISOString().slice(0, 10);
const month = today.slice(0, 7);

async function twoSources(): Promise<[EventOwner, EventOwner]> {
  const { workspace } = await aWorkspace();
  const [web, app] = [await aSource(workspace.id), await aSource(workspace.id)];
  return [
    { workspaceId: workspace.id, sourceId: web.id },
    { workspaceId: workspace.id, sourceId: app.id },
  ];
}

const seen = (owner: EventOwner, userId: string | null, anonymousId: string | null) =>
  anEventRow(owner, { userId, anonymousId });

async function mtu(workspaceId: string) {
  const counts = await readTrackedUsers(pool(), workspaceId, monthBounds(month).from);
  return mtuSeries(counts, [today])[0];
}

describe('usage counted by fan-out (the examples of segment-facts 6.1)', () => {
  it('counts a person logged in on web and app once', async () => {
    const [web, app] = await twoSources();
    await logEvents([seen(web, 'u', null), seen(app, 'u', null), seen(web, 'u', null)]);
    await drainLog();
    expect(await mtu(web.workspaceId)).toMatchObject({ mtu: 1, identified: 1, anonymous: 0 });
  });

  it('counts a visitor who logs in on one of two devices twice', async () => {
    const [web, app] = await twoSources();
    await logEvents([seen(web, null, 'A'), seen(app, null, 'B'), seen(app, 'u', 'B')]);
    await drainLog();
    expect(await mtu(web.workspaceId)).toMatchObject({ mtu: 2, identified: 1, anonymous: 2, anonymousIdentified: 1 });
  });

  it('counts a visitor who logs in on both devices once, even when the link comes in a later slice', async () => {
    const [web, app] = await twoSources();
    await logEvents([seen(web, null, 'A'), seen(app, null, 'B')]);
    await drainLog();
    expect(await mtu(web.workspaceId)).toMatchObject({ mtu: 2 });
    await logEvents([seen(web, 'u', 'A'), seen(app, 'u', 'B'), seen(web, null, 'A')]);
    await drainLog(1);
    expect(await mtu(web.workspaceId)).toMatchObject({ mtu: 1, identified: 1, anonymousIdentified: 2 });
  });

  it('counts web user 123, mobile anonymous 456 who becomes 123, and another anonymous 786 as two', async () => {
    const [web, app] = await twoSources();
    await logEvents([seen(web, '123', null), seen(app, null, '456'), seen(app, '123', '456'), seen(web, null, '786')]);
    await drainLog();
    expect(await mtu(web.workspaceId)).toMatchObject({ mtu: 2 });
    const perSource = await readMtuPerSource(pool(), web.workspaceId, month, [today]);
    expect(perSource.get(web.sourceId)?.[0]).toMatchObject({ mtu: 2, identified: 1, anonymous: 1 });
    expect(perSource.get(app.sourceId)?.[0]).toMatchObject({ mtu: 1, identified: 1, anonymousIdentified: 1 });
  });

  it('keeps workspaces apart, and counts as API calls only what was accepted', async () => {
    const [one] = await twoSources();
    const [other] = await twoSources();
    await logEvents([
      seen(one, 'u', null),
      seen(other, 'u', null),
      seen(one, null, 'A'),
      anEventRow(one, { userId: 'nobody' }, { reason: 'event_not_defined' }),
    ]);
    await drainLog();
    expect(await mtu(one.workspaceId)).toMatchObject({ mtu: 2 });
    expect(await mtu(other.workspaceId)).toMatchObject({ mtu: 1 });
    const { rows } = await pool().query(
      `SELECT source_id, to_char(day, 'YYYY-MM-DD') AS day, count::int FROM pipeline.api_call WHERE workspace_id = $1`,
      [one.workspaceId],
    );
    expect(rows).toEqual([{ source_id: one.sourceId, day: today, count: 2 }]);
  });
});
