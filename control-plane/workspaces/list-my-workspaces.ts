import { db } from '@/storage/client';
import { listMembershipsOfUser } from '@/storage/entities/memberships';
import type { Role } from '../context';

/** A workspace as its switcher shows it. */
export interface MyWorkspace {
  id: string;
  slug: string;
  name: string;
  role: Role;
}

/** The workspaces of a signed-in person, oldest membership first. */
export async function currentWorkspaces(userId: string): Promise<MyWorkspace[]> {
  const memberships = await listMembershipsOfUser(db(), userId);
  return memberships.map(({ role, workspace }) => ({
    id: workspace.id,
    slug: workspace.slug,
    name: workspace.name,
    role,
  }));
}
