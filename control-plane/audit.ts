import { newId } from '@/platform/ids';
import type { Db } from '@/storage/client';
import { insertAuditEvent } from '@/storage/entities/audit-events';
import type { Context } from './context';

/** What was done to what. `type` is in Segment's words: "Source Created". `detail` must not hold secrets. */
export interface AuditLine {
  type: string;
  resource: {
    type:
      | 'workspace'
      | 'membership'
      | 'invite'
      | 'token'
      | 'source'
      | 'write_key'
      | 'destination'
      | 'subscription'
      | 'filter'
      | 'oauth_app';
    id: string;
    name: string;
  };
  detail?: Record<string, string | number | boolean | null>;
}

/** Writes an audit line in the caller's transaction: a change and its line commit together. */
export async function audit(tx: Db, ctx: Context, line: AuditLine): Promise<void> {
  await insertAuditEvent(tx, {
    id: newId('aud'),
    workspaceId: ctx.workspace.id,
    type: line.type,
    actorKind: ctx.actor.kind,
    actorId: ctx.actor.id,
    actorLabel: ctx.actor.label,
    resourceType: line.resource.type,
    resourceId: line.resource.id,
    resourceName: line.resource.name,
    requestId: ctx.requestId,
    detail: line.detail,
  });
}
