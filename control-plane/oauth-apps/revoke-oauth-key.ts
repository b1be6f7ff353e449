import { systemClock } from '@/platform/clock';
import { markOauthKeyRevoked } from '@/storage/entities/oauth/keys';
import { insertRevocation } from '@/storage/entities/oauth/revocations';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { lockApp } from './lock-app';
import { oauthKeyIdInput } from './oauth-app.schema';
import { LONGEST_LIFETIME_DAYS } from './oauth-words.schema';

const DAY_MS = 86_400_000;

/** Revokes a public key at once and for good: it gets no more tokens, and those it got are refused. */
export async function revokeOauthKey(ctx: Context, input: unknown): Promise<void> {
  authorize(ctx, 'oauth-apps:edit');
  const { appId, keyId } = parseInput(oauthKeyIdInput, input);
  await transaction(async (tx) => {
    const app = await lockApp(tx, ctx, appId);
    const key = app.keys.find((one) => one.id === keyId);
    if (!key) throw notFound('key');
    const now = systemClock.now();
    await markOauthKeyRevoked(tx, keyId, now);
    const expiresAt = new Date(now.getTime() + (LONGEST_LIFETIME_DAYS + 1) * DAY_MS);
    await insertRevocation(tx, { subject: keyId, workspaceId: ctx.workspace.id, expiresAt });
    await audit(tx, ctx, {
      type: 'OAuth App Key Revoked',
      resource: { type: 'oauth_app', id: appId, name: app.name },
      detail: { key: key.name, keyId },
    });
  });
}
