import { findSource, lockSource } from '@/storage/entities/sources';
import { markWriteKeyRevoked } from '@/storage/entities/write-keys';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { revokeWriteKeyInput } from '../sources/source.schema';
import { maskWriteKey } from './write-key-view';

/**
 * Revokes a write key; events sent with it are no longer accepted. The last one cannot be revoked
 * (`precondition_failed`); the source's row lock keeps two people from revoking the last two at once.
 */
export async function revokeWriteKey(ctx: Context, input: unknown): Promise<{ id: string }> {
  authorize(ctx, 'sources:edit');
  const { sourceId, writeKeyId, writeKey } = parseInput(revokeWriteKeyInput, input);
  return transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSource(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    const key = source.writeKeys.find((row) => row.id === writeKeyId || row.key === writeKey);
    if (!key) throw notFound('write key');
    if (source.writeKeys.length === 1) {
      throw new ControlPlaneError(
        'precondition_failed',
        'This is the only write key of the source. Generate another one first, then revoke this one.',
      );
    }
    await markWriteKeyRevoked(tx, key.id, new Date());
    await audit(tx, ctx, {
      type: 'Source Write Key Revoked',
      resource: { type: 'write_key', id: key.id, name: `${source.name} ${maskWriteKey(key.key)}` },
      detail: { sourceId },
    });
    return { id: key.id };
  });
}
