import { describe, expect, it } from 'vitest';
import { newId } from '@/platform/ids';
import { db, pool } from '@/storage/client';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { markBroken } from '@/storage/deliveries/renew-connection';
import { saveConnection } from '@/storage/entities/destination-oauth/connections';
import { sealSecret } from '@/storage/secrets';
import { aDeliveryTarget, type DeliveryTarget } from '@/testing/deliveries';
import type { EventTest } from './event-test';
import { testEvent } from './test-event';

const ACCESS = 'access-token-1234567890';
const REFRESH = 'refresh-token-1234567890';

/** A HubSpot destination that sends a custom event with each track call. */
async function aHubspot(): Promise<DeliveryTarget> {
  const target = await aDeliveryTarget('hubspot-cloud', { settings: { portalId: '42' } });
  await db().subscription.deleteMany({ where: { destinationId: target.destinationId } });
  const data = { id: newId('sub'), destinationId: target.destinationId, name: 'Event', enabled: true };
  const mapping = { eventName: 'pe42_order', email: 'ana@example.com' };
  await db().subscription.create({
    data: { ...data, actionSlug: 'sendCustomBehavioralEvent', trigger: 'type = "track"', mapping },
  });
  return target;
}

async function tested({ destinationId }: DeliveryTarget): Promise<EventTest> {
  const [config] = await loadDestinationConfigs(pool(), [destinationId]);
  if (!config) throw new Error('The destination is gone.');
  const event = { type: 'track', event: 'Order', userId: 'u1', messageId: 'm-1', properties: { copied: ACCESS } };
  return testEvent({ config, event, mode: 'dry', sourceEnabled: true, requestId: newId('req') });
}

const settingsStep = ({ steps }: EventTest) => steps.find(({ key }) => key === 'settings');
const requestOf = ({ mappings }: EventTest) => mappings[0]?.run?.exchanges[0]?.request;

describe('a test at a destination that signs in with an account', () => {
  it('sends with its token, which is shown nowhere, and tells when it has died', async () => {
    const target = await aHubspot();
    const tokens = { accessToken: sealSecret(ACCESS, 'test'), refreshToken: sealSecret(REFRESH, 'test') };
    await saveConnection(db(), target.destinationId, { ...tokens, expiresAt: null }, 'test', new Date());
    const test = await tested(target);
    expect(settingsStep(test)?.state).toBe('passed');
    const header = Object.entries(requestOf(test)?.headers ?? {}).find(([key]) => /authorization/i.test(key));
    expect(header, JSON.stringify(test.mappings)).toBeDefined();
    const shown = JSON.stringify(test);
    expect(shown).not.toContain(ACCESS);
    expect(shown).not.toContain(REFRESH);
    await markBroken(pool(), target.destinationId, 'The vendor refused (400, invalid_grant).');
    expect(settingsStep(await tested(target))).toMatchObject({
      state: 'noted',
      message: expect.stringContaining('invalid_grant') as string,
    });
  });
});
