import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resultOfStatus } from '@/catalog/destinations/kit/action-result';
import type { DestinationRuns, EventRun } from '@/catalog/destinations/run/contract';
import { destinationRuns } from '@/catalog/destinations/run/destination-runs';
import { installation, setInstallation } from '@/platform/installation';
import { createLogger } from '@/platform/logger';
import type { Exchange } from '@/platform/outbound-http/outbound-context';
import { outboundRequest } from '@/platform/outbound-http/outbound-request';
import { setProcessState } from '@/platform/process-state';
import type { JsonObject } from '@/spec/event';
import { db, pool } from '@/storage/client';
import { loadDestinationConfigs } from '@/storage/deliveries/destination-config';
import { saveOauthClient } from '@/storage/entities/destination-oauth/clients';
import { saveConnection } from '@/storage/entities/destination-oauth/connections';
import { openSecret, sealSecret, type StoredSecret } from '@/storage/secrets';
import { aDeliveryTarget, enqueue, type DeliveryTarget } from '@/testing/deliveries';
import { startReceiver, type ReceivedRequest, type Receiver } from '@/testing/receiver';
import { startDelivery } from './delivery';
import { deliverClaim, type TriedDelivery } from '../deliver/deliver-claim';
import { renewTokens } from '../deliver/renew-tokens';
import { targetOf, type ReadyTarget } from '../deliver/target';

let vendor: Receiver;
/** What the vendor takes at the moment. */
let good: { access: string; refresh: string };
/** Whether the vendor still renews. */
let renews: 'yes' | 'refuses' | 'away';

/** Plays API and token endpoint of the vendor: an access token is good until it is replaced. */
function answer({ path, headers, body }: ReceivedRequest) {
  if (path !== '/token') {
    const right = headers.authorization === `Bearer ${good.access}`;
    return right ? { status: 201, body: '{"id":"1","success":true}' } : { status: 401, body: '{"error":"expired"}' };
  }
  if (renews === 'away') return 503;
  const form = new URLSearchParams(body);
  const right = form.get('refresh_token') === good.refresh && form.get('client_secret') === 'client-secret';
  if (renews === 'refuses' || !right) return { status: 400, body: '{"error":"invalid_grant"}' };
  good = { access: `${good.access}+`, refresh: `${good.refresh}+` };
  const tokens = { access_token: good.access, refresh_token: good.refresh, expires_in: 3600 };
  return { status: 200, body: JSON.stringify(tokens) };
}

beforeEach(async () => {
  setInstallation({ ...installation(), allowPrivateNetworks: ['127.0.0.0/8'] });
  vendor = await startReceiver();
  vendor.reply(answer);
  good = { access: 'access-good', refresh: 'refresh-good' };
  renews = 'yes';
});
afterEach(() => vendor.close());

/** Posts each event with the token of the settings, as HubSpot's definition does to an address that is not ours to play. */
const runs: DestinationRuns = {
  ...destinationRuns(),
  async run({ settings }, events, options) {
    const token = (settings.oauth as JsonObject | undefined)?.access_token;
    return Promise.all(
      events.map(async (event, index) => {
        const headers = { authorization: `Bearer ${JSON.stringify(token).slice(1, -1)}` };
        const body = Buffer.from(typeof event === 'string' ? event : JSON.stringify(event));
        const { status } = await outboundRequest({ method: 'POST', url: `${vendor.url}/contacts`, headers, body });
        const ended: EventRun = { result: resultOfStatus(status, `Answered ${status}.`), status, exchanges: [] };
        options?.onEvent?.(index, ended);
        return ended;
      }),
    );
  },
};

const connect = (target: DeliveryTarget, access: string, refresh: string | null) => {
  const accessToken = sealSecret(access, 'test');
  const refreshToken = refresh === null ? null : sealSecret(refresh, 'test');
  return saveConnection(db(), target.destinationId, { accessToken, refreshToken, expiresAt: null }, 'test', new Date());
};

async function connected(access: string, refresh: string | null = 'refresh-good'): Promise<DeliveryTarget> {
  const target = await aDeliveryTarget('hubspot-cloud');
  const mapping = { email: { '@path': '$.userId' } };
  const data = { id: `sub_${target.destinationId}`, destinationId: target.destinationId, mapping };
  await db().subscription.create({
    data: { ...data, actionSlug: 'upsertContact', name: 'Contact', trigger: 'type = "track"', enabled: true },
  });
  const addresses = { clientId: 'client', authorizeUrl: vendor.url, tokenUrl: `${vendor.url}/token`, scopes: '' };
  await saveOauthClient(db(), target.workspaceId, 'hubspot-cloud', addresses, sealSecret('client-secret', 'test'));
  await connect(target, access, refresh);
  return target;
}

/** Fails with what it was given, as vendors like to repeat it, once the token is a renewed one. */
const repeating: DestinationRuns = {
  ...destinationRuns(),
  run({ settings }, events, options) {
    const { access_token, refresh_token } = settings.oauth as Record<string, string>;
    const status = access_token === 'access-old' ? 401 : 400;
    const message = `Answered ${status} to ${access_token}.`;
    const request = { method: 'POST', url: 'https://a.example', headers: { 'x-mine': access_token }, body: '' };
    const response = { status, headers: {}, body: `${access_token} and ${refresh_token}`, truncated: false };
    const ended: EventRun = {
      result: resultOfStatus(status, message),
      status,
      exchanges: [{ request, response, durationMs: 1 } as Exchange],
    };
    events.forEach((_, index) => options?.onEvent?.(index, ended));
    return Promise.resolve(events.map(() => ended));
  },
};

/** A worker's view of the destination at this moment. */
async function seen({ destinationId }: DeliveryTarget): Promise<ReadyTarget> {
  const [config] = await loadDestinationConfigs(pool(), [destinationId]);
  const target = await targetOf(config);
  return target.kind === 'ready' ? target : expect.fail(target.message);
}

/** Has one worker, with what it knows of the destination, try `count` events; how each ended: null is delivered. */
async function tryEvents(target: ReadyTarget, count = 1): Promise<(string | null)[]> {
  const [subscriptionId = ''] = target.subscriptions.keys();
  const deliveries = Array.from({ length: count }, (_, index) => ({
    ...{ id: String(index), attempt: 1, workspaceId: 'w', sourceId: 's', destinationId: target.destinationId },
    ...{
      eventId: '1',
      messageId: `m-${index}`,
      eventType: 'track',
      eventReceivedAt: new Date(),
      createdAt: new Date(),
      lastReason: null,
      earlierAttempts: 0,
    },
    ...{ subscriptionIds: [subscriptionId], doneSubscriptions: [], payload: '{"type":"track"}' },
  }));
  const ends: (string | null)[] = [];
  const onTried = ({ progress: { failure } }: TriedDelivery) =>
    void ends.push(failure && `${failure.kind} ${failure.reason}`);
  await deliverClaim(deliveries, target, onTried, { runs, onUnauthorized: renewTokens });
  return ends;
}

const connection = (target: DeliveryTarget) =>
  db().destinationConnection.findUniqueOrThrow({ where: { destinationId: target.destinationId } });
const calls = (path: RegExp) => vendor.requests.filter((request) => path.test(request.path));

describe('a destination that signs in with an account', () => {
  it('is sent its events with the token of the account', async () => {
    const target = await connected('access-good');
    expect(await tryEvents(await seen(target))).toEqual([null]);
    expect(calls(/token/)).toHaveLength(0);
  });

  it('has its token renewed once when the vendor refuses it, and everything refused is sent again at once', async () => {
    const target = await connected('access-old');
    expect(await tryEvents(await seen(target), 20)).toEqual(Array(20).fill(null));
    expect(calls(/token/)).toHaveLength(1);
    const stored = await connection(target);
    expect(openSecret(stored.accessToken as unknown as StoredSecret)).toBe('access-good+');
    expect(openSecret(stored.refreshToken as unknown as StoredSecret)).toBe('refresh-good+');
    expect(stored).toMatchObject({ version: 2, problem: null });
  });

  it('has its token renewed by one worker, however many were refused at the same time', async () => {
    const target = await connected('access-old');
    const workers = await Promise.all([seen(target), seen(target), seen(target)]);
    expect(await Promise.all(workers.map((worker) => tryEvents(worker, 3)))).toEqual(Array(3).fill([null, null, null]));
    expect(calls(/token/)).toHaveLength(1);
  });

  it('keeps its events waiting while the account must be connected again, says why, and takes them then', async () => {
    const target = await connected('access-old');
    renews = 'refuses';
    expect(await tryEvents(await seen(target), 2)).toEqual(['retry 401', 'retry 401']);
    expect((await connection(target)).problem).toContain('invalid_grant');
    await connect(target, good.access, good.refresh);
    expect(await tryEvents(await seen(target), 2)).toEqual([null, null]);
    expect((await connection(target)).problem).toBeNull();
  });

  it('is not called broken when the vendor is only away', async () => {
    const target = await connected('access-old');
    renews = 'away';
    expect(await tryEvents(await seen(target))).toEqual(['retry 401']);
    expect((await connection(target)).problem).toBeNull();
    renews = 'yes';
    expect(await tryEvents(await seen(target))).toEqual([null]);
  });

  it('tells that there is nothing to renew with when the vendor gave no such token', async () => {
    const target = await connected('access-old', null);
    expect(await tryEvents(await seen(target))).toEqual(['retry 401']);
    expect((await connection(target)).problem).toContain('no token to renew');
  });

  it('shows the tokens that it got meanwhile in no sample of a failure', async () => {
    const target = await connected('access-old');
    const before = destinationRuns();
    setProcessState('destination-runs', repeating);
    const worker = startDelivery({ log: createLogger('delivery', 'error') });
    try {
      await enqueue(target, { subscriptionIds: [`sub_${target.destinationId}`] });
      const rows = await vi.waitFor(async () => {
        const text = 'SELECT * FROM pipeline.attempt_sample WHERE destination_id = $1';
        const found = await pool().query<{ message: string }>(text, [target.destinationId]);
        expect(found.rows).toHaveLength(1);
        return found.rows;
      });
      expect(rows).toMatchObject([{ reason: '400', message: 'Answered 400 to [redacted].' }]);
      expect(JSON.stringify(rows)).not.toMatch(/access-good|refresh-good/);
    } finally {
      await worker.stop();
      setProcessState('destination-runs', before);
    }
  });
});
