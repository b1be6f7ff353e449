import { db } from '@/storage/client';
import { findMembershipBySlug } from '@/storage/entities/memberships';
import type { Context } from '../context';
import type { Person } from './person';

/**
 * The context of `person` in the workspace with this slug, with the role they have at this moment;
 * null when there is no such workspace or they are not a member: the two must not be told apart.
 */
export async function enterWorkspace(person: Person, slug: string, requestId: string): Promise<Context | null> {
  const membership = await findMembershipBySlug(db(), person.id, slug);
  if (membership === null) return null;
  const { id, name } = membership.workspace;
  return {
    workspace: { id, slug, name },
    actor: { kind: 'user', id: person.id, label: person.email, role: membership.role },
    requestId,
  };
}
