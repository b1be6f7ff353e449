import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { requireSource } from '../sources/require-source';
import { sourceIdInput } from '../sources/source.schema';
import { writeKeyView, type WriteKeyView } from './write-key-view';

/** The write keys of a source that are not revoked, oldest first; masked unless the role may see them. */
export async function listWriteKeys(ctx: Context, input: unknown): Promise<WriteKeyView[]> {
  authorize(ctx, 'workspace:read');
  const { sourceId } = parseInput(sourceIdInput, input);
  const source = await requireSource(ctx, sourceId);
  return source.writeKeys.map((row) => writeKeyView(ctx, row));
}
