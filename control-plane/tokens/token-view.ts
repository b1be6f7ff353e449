import type { Role } from '../context';

/** A token as lists show it: never the secret, only its last four characters. */
export interface TokenView {
  id: string;
  name: string;
  role: Role;
  hint: string;
  createdAt: Date;
  lastUsedAt: Date | null;
}

/** Takes from a stored token what may be shown. */
export function tokenView(row: TokenView): TokenView {
  const { id, name, role, hint, createdAt, lastUsedAt } = row;
  return { id, name, role, hint, createdAt, lastUsedAt };
}
