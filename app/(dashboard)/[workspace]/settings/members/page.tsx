import type { Metadata } from 'next';
import { requireContext } from '@/app/context';
import { InviteDialog } from '@/components/settings/invite-dialog';
import { MembersTable } from '@/components/settings/members-table';
import { SettingsFrame } from '@/components/settings/settings-frame';
import { SearchBox } from '@/components/sources/search-box';
import { KeysetPager } from '@/components/ui/data/keyset-pager';
import { LinkButton } from '@/components/ui/form/link-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { can } from '@/control-plane/authorize';
import { listInvites } from '@/control-plane/invites/list-invites';
import { mailServerConfigured } from '@/control-plane/mail/mail-state';
import { listMembers } from '@/control-plane/members/list-members';
import { changeRoleAction, inviteAction, removeMemberAction, renewInviteAction, revokeInviteAction } from './actions';

export const metadata: Metadata = { title: 'Members' };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<{ q?: string; cursor?: string; invites?: string }>;
}

/** Who belongs to the workspace, and, after the last of them, who is invited. */
export default async function MembersPage({ params, searchParams }: Props) {
  const { q = '', cursor, invites: inviteCursor } = await searchParams;
  const ctx = await requireContext((await params).workspace);
  const { slug, name } = ctx.workspace;
  const canManage = can(ctx.actor.role, 'members:manage');
  const members =
    inviteCursor === undefined ? await listMembers(ctx, { cursor, search: q }) : { items: [], next: null };
  const invites =
    canManage && members.next === null
      ? await listInvites(ctx, { cursor: inviteCursor, search: q })
      : { items: [], next: null };
  const base = `/${slug}/settings/members`;
  const at = (values: Record<string, string>) =>
    `${base}?${new URLSearchParams({ ...(q && { q }), ...values }).toString()}`;
  const older = members.next ? at({ cursor: members.next }) : invites.next ? at({ invites: invites.next }) : null;
  const started = cursor !== undefined || inviteCursor !== undefined;
  return (
    <SettingsFrame
      slug={slug}
      here="Members"
      canManage={can(ctx.actor.role, 'tokens:manage')}
      actions={
        canManage && (
          <InviteDialog
            workspaceName={name}
            mailServer={mailServerConfigured()}
            invite={inviteAction.bind(null, slug)}
          />
        )
      }
    >
      {(q !== '' || older !== null || started) && (
        <div className="border-b px-gutter py-3">
          <SearchBox initial={q} label="Search people" />
        </div>
      )}
      {members.items.length + invites.items.length === 0 ? (
        <EmptyState
          title={`Nobody matches “${q}”`}
          description="Names and addresses are searched."
          action={<LinkButton href={base}>Show everybody</LinkButton>}
        />
      ) : (
        <MembersTable
          me={ctx.actor.id}
          workspaceName={name}
          canManage={canManage}
          members={members.items.map(({ joinedAt, ...member }) => ({ ...member, joinedAt: joinedAt.toISOString() }))}
          invites={invites.items.map(({ id, email, role, expired, daysLeft }) => ({
            ...{ id, email, role, expired, daysLeft },
          }))}
          actions={{
            changeRole: changeRoleAction.bind(null, slug),
            remove: removeMemberAction.bind(null, slug),
            renew: renewInviteAction.bind(null, slug),
            revoke: revokeInviteAction.bind(null, slug),
          }}
        />
      )}
      <KeysetPager label="members" newer={started ? (q ? at({}) : base) : null} older={older} />
    </SettingsFrame>
  );
}
