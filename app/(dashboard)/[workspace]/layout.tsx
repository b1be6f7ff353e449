import type { Metadata } from 'next';
import { Shell } from '@/components/layout/shell';
import { can } from '@/control-plane/authorize';
import { currentWorkspaces } from '@/control-plane/workspaces/list-my-workspaces';
import { requireContext, requireUser } from '../../context';
import { findForPalette } from './actions';

interface Props {
  params: Promise<{ workspace: string }>;
  children: React.ReactNode;
}

/** Pages of a workspace are titled "Sources · Toastmates". */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const ctx = await requireContext((await params).workspace);
  return { title: { default: ctx.workspace.name, template: `%s · ${ctx.workspace.name}` } };
}

/** The shell around every page of a workspace; only its members get past requireContext. */
export default async function WorkspaceLayout({ params, children }: Props) {
  const ctx = await requireContext((await params).workspace);
  const user = await requireUser();
  const workspaces = await currentWorkspaces(user.id);
  return (
    <Shell
      workspace={{ slug: ctx.workspace.slug, name: ctx.workspace.name }}
      workspaces={workspaces.map(({ slug, name }) => ({ slug, name }))}
      user={{ name: user.name, email: user.email }}
      find={findForPalette.bind(null, ctx.workspace.slug)}
      canEdit={can(ctx.actor.role, 'sources:edit')}
    >
      {children}
    </Shell>
  );
}
