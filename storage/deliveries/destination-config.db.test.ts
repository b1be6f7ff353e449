import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { DELIVERY_DEFAULTS } from '@/spec/retry-schedule';
import { aDestination, aSource, aWorkspace } from '@/testing/factories';
import { db, pool } from '../client';
import { loadDestinationConfigs, loadDestinationConfigsOfSources } from './destination-config';

describe('loadDestinationConfigs', () => {
  it('brings mappings in their order, filters oldest first, and leaves deleted destinations out', async () => {
    const { workspace } = await aWorkspace();
    const source = await aSource(workspace.id);
    const destination = await aDestination(workspace.id, source.id, { settings: { a: [1, null], b: 'ü' } });
    const secret = { sealed: 's', hint: 'h', setAt: 'now', setBy: 'Ana' };
    await db().destination.update({ where: { id: destination.id }, data: { secrets: { key: secret } } });
    const mapping = (name: string, position: number, enabled: boolean) => ({
      id: newId('sub'),
      destinationId: destination.id,
      name,
      actionSlug: 'send',
      enabled,
      trigger: 'all',
      mapping: { data: { '@path': '$.' } },
      position,
    });
    await db().subscription.createMany({ data: [mapping('second', 1, false), mapping('first', 0, true)] });
    const actions = [{ type: 'DROP_PROPERTIES', fields: { '': ['userId'] } }];
    for (const [day, title] of ['older', 'newer'].entries()) {
      const id = newId('flt');
      await db().destinationFilter.create({
        data: {
          id,
          destinationId: destination.id,
          title,
          condition: 'all',
          actions,
          enabled: false,
          createdAt: new Date(2026, 0, day + 1),
        },
      });
    }
    const other = await aDestination(workspace.id, source.id);
    const [config, ...rest] = await loadDestinationConfigs(pool(), [destination.id, 'dst_deleted']);
    expect(rest).toEqual([]);
    expect(config).toMatchObject({
      id: destination.id,
      workspaceId: workspace.id,
      sourceId: source.id,
      type: 'webhook',
      enabled: true,
      configVersion: 1,
      settings: { a: [1, null], b: 'ü' },
      secrets: { key: secret },
      delivery: DELIVERY_DEFAULTS,
      subscriptions: [
        { name: 'first', enabled: true, actionSlug: 'send', trigger: 'all', mapping: { data: { '@path': '$.' } } },
        { name: 'second', enabled: false, position: 1 },
      ],
      filters: [{ title: 'older', enabled: false, condition: 'all', actions }, { title: 'newer' }],
    });
    const ofSource = await loadDestinationConfigsOfSources(pool(), [source.id]);
    expect(ofSource.map(({ id }) => id)).toEqual([destination.id, other.id]);
    expect(await loadDestinationConfigs(pool(), [])).toEqual([]);
  });
});
