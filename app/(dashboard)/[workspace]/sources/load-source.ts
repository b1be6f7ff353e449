import { notFound } from 'next/navigation';
import { cache } from 'react';
import { requireContext } from '@/app/context';
import { can } from '@/control-plane/authorize';
import type { Context } from '@/control-plane/context';
import { ControlPlaneError } from '@/control-plane/errors';
import { getSource } from '@/control-plane/sources/get-source';
import type { SourceView } from '@/control-plane/sources/source-view';

/** The source that a page is about, read once per request, and what the person may do with it. */
export const loadSource = cache(
  async (
    workspace: string,
    sourceId: string,
  ): Promise<{ ctx: Context; source: SourceView; canEdit: boolean; base: string }> => {
    const ctx = await requireContext(workspace);
    try {
      const source = await getSource(ctx, { sourceId });
      return { ctx, source, canEdit: can(ctx.actor.role, 'sources:edit'), base: `/${workspace}/sources/${source.id}` };
    } catch (error) {
      if (error instanceof ControlPlaneError && error.code === 'not_found') notFound();
      throw error;
    }
  },
);
