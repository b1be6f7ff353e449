import { authorize } from '../authorize';
import type { Context } from '../context';
import { parseInput } from '../parse-input';
import { requireSource } from './require-source';
import { sourceIdInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/** One source of the workspace. @throws ControlPlaneError `not_found` */
export async function getSource(ctx: Context, input: unknown): Promise<SourceView> {
  authorize(ctx, 'workspace:read');
  const { sourceId } = parseInput(sourceIdInput, input);
  const row = await requireSource(ctx, sourceId);
  return sourceView(ctx, row);
}
