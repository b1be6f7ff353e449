import { systemClock } from '@/platform/clock';
import type { Role } from '../context';
import type { PostOutcome } from '../mail/post';

/** An open invitation as lists show it. */
export interface InviteView {
  id: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  expired: boolean;
}

/** An invitation right after it was made or renewed: the only moment its link is known. `mail` null: not mailed. */
export interface InviteWithLink extends InviteView {
  link: string;
  mail: PostOutcome | null;
}

/** Takes from a stored invitation what may be shown. */
export function inviteView(row: Omit<InviteView, 'expired'>): InviteView {
  const { id, email, role, createdAt, expiresAt } = row;
  return { id, email, role, createdAt, expiresAt, expired: expiresAt <= systemClock.now() };
}
