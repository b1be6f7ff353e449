import { findSourceType } from '@/catalog/sources/registry';
import { newId, randomToken } from '@/platform/ids';
import { findSourceSlugs, insertSource, lockSourceSlugs } from '@/storage/entities/sources';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { deriveSlug, freeSlug } from './derive-slug';
import { createSourceInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/** Segment's write keys are 32 characters. */
export const WRITE_KEY_LENGTH = 32;

/**
 * Adds a source with its first write key; it accepts events at once.
 * A slug that is given must be free (`conflict`); a derived one gets a number when it is taken.
 */
export async function createSource(ctx: Context, input: unknown): Promise<SourceView> {
  authorize(ctx, 'sources:edit');
  const wanted = parseInput(createSourceInput, input);
  const metadata = findSourceType(wanted.type);
  if (!metadata) {
    throw new ControlPlaneError('invalid_input', 'There is no such type of source.', { type: 'Choose a listed type.' });
  }
  const name = wanted.name ?? wanted.slug ?? metadata.name;
  const row = await transaction(async (tx) => {
    await lockSourceSlugs(tx, ctx.workspace.id);
    const base = wanted.slug ?? deriveSlug(name);
    const slug = freeSlug(base, await findSourceSlugs(tx, ctx.workspace.id, base));
    if (wanted.slug && slug !== wanted.slug) {
      throw new ControlPlaneError('conflict', `Another source already has the slug ${wanted.slug}.`, {
        slug: 'This slug is taken.',
      });
    }
    const created = await insertSource(
      tx,
      {
        id: newId('src'),
        workspaceId: ctx.workspace.id,
        name,
        slug,
        type: metadata.type,
        enabled: wanted.enabled,
        settings: wanted.settings,
      },
      { id: newId('key'), key: randomToken(WRITE_KEY_LENGTH) },
    );
    await audit(tx, ctx, {
      type: 'Source Created',
      resource: { type: 'source', id: created.id, name },
      detail: { type: metadata.type },
    });
    return created;
  });
  return sourceView(ctx, row);
}
