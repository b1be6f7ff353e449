import type { Role } from '@/control-plane/context';
import type { InviteWithLink } from '@/control-plane/invites/invite-view';
import type { FormResult } from '../auth/form-result';

/** A member, as a row of the table. */
export interface MemberRow {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: string;
}

/** An open invitation, as a row of the table. */
export interface InviteRow {
  id: string;
  email: string;
  role: Role;
  expired: boolean;
  /** Begun days until it expires. */
  daysLeft: number;
}

/** What the rows' menus do; the server decides whether it may be done. */
export interface MemberTableActions {
  changeRole: (input: { userId: string; role: Role }) => Promise<FormResult<null>>;
  remove: (input: { userId: string }) => Promise<FormResult<null>>;
  renew: (input: { inviteId: string; send: boolean }) => Promise<FormResult<InviteWithLink>>;
  revoke: (input: { inviteId: string }) => Promise<FormResult<null>>;
}
