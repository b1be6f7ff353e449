import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DynamicFieldResponse, RequestClient } from '@segment/actions-core';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { useTestInstallation } from '@/testing/installation';
import { webhookLike } from '@/testing/definitions/webhook-like';
import type { AnyDefinition } from '../../kit/describe-definition';
import { fetchChoices } from './ask-vendor';
import { addDefinition, loadedDefinition } from './loaded-definition';

let vendor: Receiver;
beforeAll(async () => {
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  vendor = await startReceiver();
});
afterAll(() => vendor.close());

/** Asks the vendor with its token, and puts into its answer what the vendor says, as definitions do. */
async function list(
  request: RequestClient,
  { auth }: { auth?: { accessToken?: string } },
): Promise<DynamicFieldResponse> {
  try {
    const headers = { authorization: `Bearer ${auth?.accessToken}` };
    await request(vendor.url, { headers });
    return { choices: [{ label: 'One', value: '1' }] };
  } catch {
    return { choices: [], error: { message: `Refused: ${auth?.accessToken}`, code: '401' } };
  }
}

async function ask(settings: { oauth?: { access_token: string } }) {
  const base = webhookLike(() => undefined);
  const send = { ...base.actions.send, dynamicFields: { id: list } };
  addDefinition('asks', { ...base, actions: { send } } as unknown as AnyDefinition);
  const found = await loadedDefinition('asks');
  if (!found) throw new Error('not added');
  const step = { type: 'asks', actionSlug: 'send', mapping: {}, settings };
  return fetchChoices(found, step, 'id', { payload: {} });
}
const oauth = { access_token: 'a-token-of-an-account' };

it('gives the token of the account to the definition', async () => {
  vendor.reply(200);
  expect(await ask({ oauth })).toMatchObject({ choices: [{ value: '1' }], problem: null });
  expect(vendor.requests.at(-1)?.headers.authorization).toBe('Bearer a-token-of-an-account');
});

it('says in words that the vendor refused the token, whatever the definition makes of it', async () => {
  vendor.reply(401);
  expect((await ask({ oauth })).problem).toMatch(
    /^The vendor refused the token\. It is renewed with the next delivery/,
  );
});

it('keeps secrets out of what a definition says', async () => {
  vendor.reply(403);
  expect((await ask({ oauth })).problem).toBe('Refused: [redacted]');
});
