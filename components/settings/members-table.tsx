'use client';

import { roleLabel } from '@/control-plane/members/role-words.schema';
import { RelativeTime } from '../ui/data/relative-time';
import { StateGlyph } from '../ui/data/state-glyph';
import { Table, TBody, Td, Th, THead, Tr } from '../ui/data/table';
import { Tag } from '../ui/data/state-badge';
import { InviteActions } from './invite-actions';
import { MemberActions } from './member-actions';
import type { InviteRow, MemberRow, MemberTableActions } from './member-rows';

/** Members, then those who are invited. */
export function MembersTable({
  members,
  invites,
  me,
  workspaceName,
  canManage,
  actions,
}: {
  members: MemberRow[];
  invites: InviteRow[];
  me: string;
  workspaceName: string;
  canManage: boolean;
  actions: MemberTableActions;
}) {
  return (
    <Table label="Members and invitations">
      <THead>
        <Tr>
          <Th>Person</Th>
          <Th>Role</Th>
          <Th fold>State</Th>
          {canManage && (
            <Th>
              <span className="sr-only">Actions</span>
            </Th>
          )}
        </Tr>
      </THead>
      <TBody>
        {members.map((member) => (
          <Tr key={member.userId}>
            <Td>
              <span className="font-medium break-words">{member.name}</span>{' '}
              <span className="break-all text-muted">{member.email}</span> {member.userId === me && <Tag>you</Tag>}
            </Td>
            <Td className="whitespace-nowrap">{roleLabel(member.role)}</Td>
            <Td fold className="text-muted">
              Joined <RelativeTime at={member.joinedAt} />
            </Td>
            {canManage && (
              <Td className="text-right">
                <MemberActions
                  member={member}
                  isMe={member.userId === me}
                  workspaceName={workspaceName}
                  actions={actions}
                />
              </Td>
            )}
          </Tr>
        ))}
        {invites.map((invite) => (
          <Tr key={invite.id}>
            <Td>
              <span className="break-all text-muted">{invite.email}</span>
              <span className="block text-xs text-muted md:hidden">
                <InviteState invite={invite} />
              </span>
            </Td>
            <Td className="whitespace-nowrap">{roleLabel(invite.role)}</Td>
            <Td fold>
              <InviteState invite={invite} />
            </Td>
            {canManage && (
              <Td className="text-right">
                <InviteActions invite={invite} actions={actions} />
              </Td>
            )}
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function InviteState({ invite }: { invite: InviteRow }) {
  return (
    <span className="inline-flex items-baseline gap-1.5">
      <StateGlyph state={invite.expired ? 'filtered' : 'pending'} className="translate-y-px" />
      {invite.expired ? (
        <span>Invitation expired</span>
      ) : (
        <span>{`Invited, expires ${invite.daysLeft === 1 ? 'within a day' : `in ${invite.daysLeft} days`}`}</span>
      )}
    </span>
  );
}
