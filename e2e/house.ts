import { generateKeyPairSync } from 'node:crypto';
import { expect } from '@playwright/test';
import { createFilter } from '../control-plane/filters/create-filter';
import { createOauthApp } from '../control-plane/oauth-apps/create-oauth-app';
import { listSubscriptions } from '../control-plane/subscriptions/list-subscriptions';
import { randomToken } from '../platform/ids';
import { db, pool } from '../storage/client';
import { aSourceOf, aWebhookOf, anOwner, contextOf, sendToLog, type Owner } from './fixtures';

/** A workspace with one of everything. Every name in it contains `mark`, so that a leak can be seen. */
export interface House {
  mark: string;
  owner: Owner;
  sourceId: string;
  writeKey: string;
  destinationId: string;
  filterId: string;
  subscriptionId: string;
  eventId: string;
  oauthAppId: string;
}

/** Builds a house. `hook`: where its webhook sends to; nothing listens there by default. */
export async function aHouse(origin: string, hook = 'http://127.0.0.1:9/'): Promise<House> {
  const owner = await anOwner();
  const mark = `Mark${randomToken(8)}`;
  const { id: sourceId, writeKey } = await aSourceOf(owner, `Shop ${mark}`);
  const destinationId = await aWebhookOf(owner, sourceId, `Hook ${mark}`, hook);
  const ctx = contextOf(owner);
  const filter = await createFilter(ctx, {
    destinationId,
    title: `Filter ${mark}`,
    condition: "event = 'Internal'",
    actions: [{ type: 'DROP' }],
    enabled: true,
  });
  const oauthApp = await createOauthApp(ctx, {
    name: `App ${mark}`,
    scopes: ['tracking_api:write'],
    tokenLifetimeDays: 1,
    keyName: `Signer ${mark}`,
    publicKey: generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }),
  });
  const mappings = await listSubscriptions(ctx, { destinationId });
  await db().apiToken.updateMany({ where: { workspaceId: owner.workspaceId }, data: { name: `Token ${mark}` } });
  await sendToLog(origin, writeKey, { type: 'track', userId: `user-${mark}`, event: `Order ${mark}` });
  const { rows } = await pool().query<{ id: string }>('SELECT id::text FROM pipeline.event WHERE source_id = $1', [
    sourceId,
  ]);
  expect(rows).toHaveLength(1);
  return {
    mark,
    owner,
    sourceId,
    writeKey,
    destinationId,
    filterId: filter.id,
    subscriptionId: mappings.items[0]?.id ?? '',
    eventId: rows[0]?.id ?? '',
    oauthAppId: oauthApp.id,
  };
}
