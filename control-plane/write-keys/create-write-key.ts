import { newId, randomToken } from '@/platform/ids';
import { findSource, lockSource } from '@/storage/entities/sources';
import { insertWriteKey } from '@/storage/entities/write-keys';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError, notFound } from '../errors';
import { parseInput } from '../parse-input';
import { WRITE_KEY_LENGTH } from '../sources/create-source';
import { sourceIdInput } from '../sources/source.schema';
import { maskWriteKey, writeKeyView, type WriteKeyView } from './write-key-view';

/** More than anybody rotates at once; keeps a loop from filling the table. */
const MOST_KEYS = 20;

/** Generates another write key for a source; both work until one is revoked. */
export async function createWriteKey(ctx: Context, input: unknown): Promise<WriteKeyView> {
  authorize(ctx, 'sources:edit');
  const { sourceId } = parseInput(sourceIdInput, input);
  const row = await transaction(async (tx) => {
    if (!(await lockSource(tx, ctx.workspace.id, sourceId))) throw notFound('source');
    const source = await findSource(tx, ctx.workspace.id, sourceId);
    if (!source) throw notFound('source');
    if (source.writeKeys.length >= MOST_KEYS) {
      throw new ControlPlaneError(
        'precondition_failed',
        `A source has at most ${MOST_KEYS} write keys. Revoke one first.`,
      );
    }
    const created = await insertWriteKey(tx, { id: newId('key'), sourceId, key: randomToken(WRITE_KEY_LENGTH) });
    await audit(tx, ctx, {
      type: 'Source Write Key Created',
      resource: { type: 'write_key', id: created.id, name: `${source.name} ${maskWriteKey(created.key)}` },
      detail: { sourceId },
    });
    return created;
  });
  return writeKeyView(ctx, row);
}
