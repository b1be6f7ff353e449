import { expect, it } from 'vitest';
import { randomToken } from '../../platform/ids';
import { db } from '../../storage/client';
import { signIn } from '../sessions/sign-in';
import { authenticateToken } from '../tokens/authenticate-token';
import { setupOwner } from './setup-owner';

const anEmail = () => `${randomToken(10).toLowerCase()}@example.com`;

it('creates owner and workspace once, and a working token with each run', async () => {
  const input = { email: anEmail(), password: 'correct horse', workspaceName: 'Toastmates' };
  const first = await setupOwner(input);
  const second = await setupOwner(input);
  expect(second).toEqual({ ...first, token: second.token });
  expect(second.token).not.toBe(first.token);
  for (const { token } of [first, second]) {
    expect(await authenticateToken(token)).toMatchObject({
      workspace: { id: first.workspaceId, slug: first.workspaceSlug },
      actor: { role: 'OWNER' },
    });
  }
  const visitor = { address: '192.0.2.1', requestId: 'req_1' };
  await expect(signIn(visitor, { email: input.email, password: input.password })).resolves.toMatchObject({
    id: first.userId,
  });
});

it('agrees with itself when run twice at the same moment', async () => {
  const input = { email: anEmail(), password: 'correct horse', workspaceName: `W ${randomToken(8)}` };
  const [one, two] = await Promise.all([setupOwner(input), setupOwner(input)]);
  expect(two.workspaceId).toBe(one.workspaceId);
  expect(two.userId).toBe(one.userId);
});

it('refuses another password for an account there is, and changes nothing', async () => {
  const input = { email: anEmail(), password: 'correct horse', workspaceName: 'Toastmates' };
  await setupOwner(input);
  const before = await db().workspace.count();
  await expect(setupOwner({ ...input, password: 'battery staple', workspaceName: 'Other' })).rejects.toMatchObject({
    code: 'conflict',
  });
  expect(await db().workspace.count()).toBe(before);
});
