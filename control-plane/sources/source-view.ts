import type { SourceRow } from '@/storage/entities/sources';
import { can } from '../authorize';
import type { Context } from '../context';

/** A source as callers see it. */
export interface SourceView {
  id: string;
  workspaceId: string;
  name: string;
  slug: string;
  type: string;
  enabled: boolean;
  settings: Record<string, unknown>;
  /** The region whose host its snippets name; null for the installation's own address. */
  region: string | null;
  /** Whether its senders are told the truth about each event instead of what Segment answers. */
  honestMode: boolean;
  /** Keys that are not revoked, oldest first; empty for roles that may not see write keys. */
  writeKeys: string[];
  destinationCount: number;
  createdAt: Date;
  updatedAt: Date;
}

/** Turns a row into what the actor may see of it. */
export function sourceView(ctx: Context, row: SourceRow): SourceView {
  return {
    id: row.id,
    workspaceId: row.workspaceId,
    name: row.name,
    slug: row.slug,
    type: row.type,
    enabled: row.enabled,
    settings: row.settings as Record<string, unknown>,
    region: row.region,
    honestMode: row.honestMode,
    writeKeys: can(ctx.actor.role, 'write-keys:read') ? row.writeKeys.map((writeKey) => writeKey.key) : [],
    destinationCount: row._count.destinations,
    createdAt: row.createdAt,
    updatedAt: row.updatedAt,
  };
}
