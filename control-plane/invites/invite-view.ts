import { systemClock } from '@/platform/clock';
import type { Role } from '../context';
import type { PostOutcome } from '../mail/post';

const DAY_MS = 86_400_000;

/** An open invitation as lists show it. */
export interface InviteView {
  id: string;
  email: string;
  role: Role;
  createdAt: Date;
  expiresAt: Date;
  expired: boolean;
  /** Begun days until it expires; 0 when it has. */
  daysLeft: number;
}

/** An invitation right after it was made or renewed: the only moment its link is known. `mail` null: not mailed. */
export interface InviteWithLink extends InviteView {
  link: string;
  mail: PostOutcome | null;
}

/** Takes from a stored invitation what may be shown. */
export function inviteView(row: Omit<InviteView, 'expired' | 'daysLeft'>): InviteView {
  const { id, email, role, createdAt, expiresAt } = row;
  const left = expiresAt.getTime() - systemClock.now().getTime();
  const daysLeft = Math.max(0, Math.ceil(left / DAY_MS));
  return { id, email, role, createdAt, expiresAt, expired: left <= 0, daysLeft };
}
