import { db } from '@/storage/client';
import { findSource } from '@/storage/entities/sources';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { notFound } from '../errors';
import { parseInput } from '../parse-input';
import { sourceIdInput } from './source.schema';
import { sourceView, type SourceView } from './source-view';

/** One source of the workspace. @throws ControlPlaneError `not_found` */
export async function getSource(ctx: Context, input: unknown): Promise<SourceView> {
  authorize(ctx, 'workspace:read');
  const { sourceId } = parseInput(sourceIdInput, input);
  const row = await findSource(db(), ctx.workspace.id, sourceId);
  if (!row) throw notFound('source');
  return sourceView(ctx, row);
}
