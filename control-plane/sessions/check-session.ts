import { db } from '@/storage/client';
import { findUserById } from '@/storage/entities/users';
import type { Person } from './person';

/**
 * The person a session token speaks for, or null when the account is gone or its session version was raised
 * since the token was issued (password changed or reset).
 */
export async function checkSession(token: { userId: string; sessionVersion: number }): Promise<Person | null> {
  const user = await findUserById(db(), token.userId);
  if (user === null || user.sessionVersion !== token.sessionVersion) return null;
  return { id: user.id, email: user.email, name: user.name };
}
