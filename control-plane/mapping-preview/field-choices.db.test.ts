import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { destinationRuns } from '../../catalog/destinations/run/destination-runs';
import { PROCESS_LIMITS } from '../../catalog/destinations/run/pool/definition-process';
import { isolatedRuns } from '../../catalog/destinations/run/pool/isolated-runs';
import { setProcessState } from '../../platform/process-state';
import type { JsonObject } from '../../spec/event';
import { db } from '../../storage/client';
import { saveConnection } from '../../storage/entities/destination-oauth/connections';
import { sealSecret } from '../../storage/secrets';
import { aDestination, aSource, aWorkspace } from '../../testing/factories';
import { fetchFieldChoices } from './fetch-field-choices';

// The definitions are the packaged ones, in processes of their own; the vendors answer at the edge of those processes.
beforeAll(() => {
  const definitions = pathToFileURL('testing/definitions/vendor-edge.ts').href;
  setProcessState('destination-runs', isolatedRuns({ ...PROCESS_LIMITS, definitions }));
});
afterAll(() => destinationRuns().close());

interface Asked {
  type: string;
  actionSlug: string;
  field: string;
  settings?: JsonObject;
  /** The setting that holds the secret; left out: the token of an account. */
  secret?: string;
  mapping?: JsonObject;
}

/** What the editor is told of a field's choices by a destination that has `credential`. */
async function choices(credential: string, { type, settings = {}, secret, mapping = {}, ...asked }: Asked) {
  const ctx = await aWorkspace();
  const source = await aSource(ctx.workspace.id);
  const { id: destinationId } = await aDestination(ctx.workspace.id, source.id, { type, settings });
  const sealed = sealSecret(credential, 'test');
  if (secret !== undefined)
    await db().destination.update({ where: { id: destinationId }, data: { secrets: { [secret]: { ...sealed } } } });
  else {
    const tokens = { accessToken: sealed, refreshToken: null, expiresAt: null };
    await saveConnection(db(), destinationId, tokens, 'test', new Date());
  }
  return fetchFieldChoices(ctx, { ...asked, destinationId, mapping });
}

const KLAVIYO = { type: 'klaviyo', actionSlug: 'upsertProfile', field: 'list_id', secret: 'api_key' };
const SENDGRID = { type: 'sendgrid', actionSlug: 'sendEmail', field: 'template_id', secret: 'sendGridApiKey' };
const HUBSPOT = { type: 'hubspot-cloud', actionSlug: 'upsertCustomObjectRecord', field: 'objectType' };
const SALESFORCE = {
  ...{ type: 'salesforce', actionSlug: 'customObject', field: 'customObjectName' },
  settings: { instanceUrl: 'https://ours.my.salesforce.com/' },
};
const DEALS = [
  { label: 'Deals', value: 'deals' },
  { label: 'Tickets', value: 'tickets' },
];

it('offers what each vendor answers, by its name and with its value', async () => {
  const offered = async (asked: Asked) => {
    const { problem, choices: found } = await choices('good', asked);
    expect(problem).toBeNull();
    return found;
  };
  expect(await offered(KLAVIYO)).toEqual([
    { label: 'Newsletter', value: 'Y6nRLr' },
    { label: 'Waiting list', value: 'XqD2mK' },
  ]);
  const template = 'Receipt - Spring [d-1]';
  expect(await offered(SENDGRID)).toEqual([{ label: template, value: template }]);
  expect(await offered(HUBSPOT)).toEqual([{ label: 'Boats', value: 'p7878787_boat' }, ...DEALS]);
  expect(await offered(SALESFORCE)).toEqual([{ label: 'Account', value: 'Account' }]);
});

it('lets what is chosen in one field decide what another may hold, as far as it is no variable', async () => {
  const keys = { ...SENDGRID, field: 'dynamic_template_data.__keys__' };
  const chosen = { template_id: 'Receipt - Spring [d-1]', to: { '@path': '$.traits' } };
  const { choices: variables } = await choices('good', { ...keys, mapping: chosen });
  expect(variables.map(({ value }) => value)).toEqual(['order', 'vip', 'first_name']);
  const fromEvent = { template_id: { '@path': '$.properties.template' } };
  expect((await choices('good', { ...keys, mapping: fromEvent })).problem).toContain('Template ID Field required');
  const toBoats = { ...HUBSPOT, mapping: { toObjectType: 'p7878787_boat' } };
  expect((await choices('good', toBoats)).choices).toEqual(DEALS);
});

it('has nothing to offer, and no problem, where the account holds nothing', async () => {
  const nothing = { choices: [], nextPage: null, problem: null };
  expect(await choices('empty', KLAVIYO)).toEqual(nothing);
  expect(await choices('empty', SENDGRID)).toEqual(nothing);
  expect(await choices('empty', HUBSPOT)).toEqual({ ...nothing, choices: DEALS });
});

it('says in words that a credential was refused, and does not repeat the credential', async () => {
  const problem = async (asked: Asked) => (await choices('secret-of-old', asked)).problem;
  expect(await problem(KLAVIYO)).toBe('Unauthorized');
  expect(await problem(SENDGRID)).toBe('The provided authorization grant is invalid, expired, or revoked');
  const refused = 'The vendor refused the token. It is renewed with the next delivery; ask again after it.';
  expect(await problem(HUBSPOT)).toBe(refused);
  expect(await problem(SALESFORCE)).toBe(refused);
});
