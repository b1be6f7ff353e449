import { afterEach, beforeEach, expect, it } from 'vitest';
import { installation, setInstallation } from '@/platform/installation';
import { useTestInstallation } from '@/testing/installation';
import { startReceiver, type Receiver } from '@/testing/receiver';
import { outboundContext, withOutboundContext } from './outbound-context';
import { outboundRequest } from './outbound-request';

let ours: Receiver;
beforeEach(async () => {
  ours = await startReceiver();
  useTestInstallation({ databaseUrl: 'postgresql://unused' });
  setInstallation({ ...installation(), publicUrl: `http://localhost:${ours.port}`, allowPrivateNetworks: [] });
});
afterEach(() => ours.close());

/** As a destination's code sends it: one run, whose connections are held to one policy. */
const post = (url: string) =>
  withOutboundContext(outboundContext(), async () => (await outboundRequest({ method: 'POST', url })).status);

it('our own batch endpoint may be reached though its address is private; nothing else there, on a kept connection either', async () => {
  const origin = `http://localhost:${ours.port}`;
  expect(await post(`${origin}/v1/batch`)).toBe(200);
  for (const url of [
    `${origin}/`,
    `${origin}/v1/batch/`,
    `${origin}/v1/batch/../../api/metrics`,
    `${origin}/v1/batch%2f..`,
    `http://127.0.0.1:${ours.port}/v1/batch`,
    `http://localhost:${ours.port + 1}/v1/batch`,
  ])
    await expect(post(url), url).rejects.toMatchObject({ code: 'BLOCKED_ADDRESS' });
  expect(ours.requests.map(({ path }) => path)).toEqual(['/v1/batch']);
});

it('a region of ours counts as our own', async () => {
  const regions = [{ name: 'eu', origin: `http://127.0.0.1:${ours.port}` }];
  setInstallation({ ...installation(), regions });
  expect(await post(`${regions[0]?.origin ?? ''}/v1/batch`)).toBe(200);
});
