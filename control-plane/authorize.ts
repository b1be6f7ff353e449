import { ControlPlaneError } from './errors';
import type { Context, Role } from './context';

/**
 * Everything a person or token can do in a workspace. Read operations that show no secrets are `workspace:read`.
 * Write keys are shown to whoever may edit the source (segment-facts 5.2: read-only roles see none).
 */
export type Permission =
  | 'workspace:read'
  | 'workspace:edit'
  | 'members:manage'
  | 'tokens:manage'
  | 'audit:read'
  | 'sources:edit'
  | 'write-keys:read'
  | 'destinations:edit'
  /** Making and deleting OAuth apps (segment-facts 1.3: owners). */
  | 'oauth-apps:create'
  /** Everything else about them, connecting and enforcing included. */
  | 'oauth-apps:edit';

const GRANTS: Record<Role, ReadonlySet<Permission>> = {
  OWNER: new Set([
    'workspace:read',
    'workspace:edit',
    'members:manage',
    'tokens:manage',
    'audit:read',
    'sources:edit',
    'write-keys:read',
    'destinations:edit',
    'oauth-apps:create',
    'oauth-apps:edit',
  ]),
  SOURCE_ADMIN: new Set(['workspace:read', 'sources:edit', 'write-keys:read', 'destinations:edit', 'oauth-apps:edit']),
  VIEWER: new Set(['workspace:read']),
};

/** Whether `role` grants `permission`. The dashboard asks this to hide what would be refused. */
export function can(role: Role, permission: Permission): boolean {
  return GRANTS[role].has(permission);
}

/** The policy function: every verb calls it first. @throws ControlPlaneError `forbidden` when the actor's role does not grant it. */
export function authorize(ctx: Context, permission: Permission): void {
  if (!can(ctx.actor.role, permission)) {
    throw new ControlPlaneError(
      'forbidden',
      `Your role in ${ctx.workspace.name} does not allow this. Ask an owner for access.`,
    );
  }
}
