import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { LeaveWorkspace } from '@/components/settings/leave-workspace';
import { SettingsFrame } from '@/components/settings/settings-frame';
import { WorkspaceForm } from '@/components/settings/workspace-form';
import { CopyField } from '@/components/ui/form/copy-field';
import { Callout } from '@/components/ui/page/callout';
import { Section } from '@/components/ui/page/section';
import { can } from '@/control-plane/authorize';
import { roleLabel } from '@/control-plane/members/role-words.schema';
import { installation } from '@/platform/installation';
import { checkOwnSlugAction, leaveWorkspaceAction, updateWorkspaceAction } from './actions';

export const metadata: Metadata = { title: 'General settings' };

const SLUG_NOTE =
  'With another slug the dashboard’s addresses change and the old ones stop working. Sources, write keys and API tokens are not touched.';

/** Name, slug and id of the workspace, and the way out of it. */
export default async function GeneralSettingsPage({ params }: { params: Promise<{ workspace: string }> }) {
  const ctx = await requireContext((await params).workspace);
  const { id, name, slug } = ctx.workspace;
  const canEdit = can(ctx.actor.role, 'workspace:edit');
  const host = new URL(installation().publicUrl).host;
  return (
    <SettingsFrame slug={slug} here="General" canManage={can(ctx.actor.role, 'tokens:manage')}>
      <div className="max-w-measure space-y-10 px-gutter py-6">
        <Section title="Name and address" description={canEdit && SLUG_NOTE}>
          {canEdit ? (
            <WorkspaceForm
              key={`${name}/${slug}`}
              initial={{ name, slug }}
              host={host}
              submitLabel="Save changes"
              save={updateWorkspaceAction.bind(null, slug)}
              checkSlug={checkOwnSlugAction.bind(null, slug)}
              goTo="/settings"
            />
          ) : (
            <Callout title={`${name} · ${host}/${slug}`}>
              Your role is {roleLabel(ctx.actor.role)}; owners can change name and slug.
            </Callout>
          )}
        </Section>
        <Section title="Workspace id" description="Names the workspace in the Public API.">
          <CopyField value={id} label="workspace id" />
        </Section>
        <Section title="Leave this workspace" description="You lose access at once. An owner can invite you again.">
          <LeaveWorkspace workspaceName={name} leave={leaveWorkspaceAction.bind(null, slug)} />
        </Section>
      </div>
    </SettingsFrame>
  );
}
