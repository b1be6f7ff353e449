import type { Sql } from '../client';

/** What the Tracking API needs to know about a write key. */
export interface WriteKeyOwner {
  key: string;
  writeKeyId: string;
  sourceId: string;
  workspaceId: string;
  /** Whether the source takes events. */
  enabled: boolean;
  /** Whether senders get the truth instead of Segment's answers. */
  honestMode: boolean;
  /** Events a second that this key may send; null: no limit of its own. */
  eventsPerSecond: number | null;
  /** The OAuth app whose tokens the source takes; null: none. */
  oauthAppId: string | null;
  /** Whether the source takes events only with such a token. */
  oauthRequired: boolean;
}

/** The owners of those of `keys` that exist and are not revoked. Needs no workspace: the key is what finds it. */
export async function findWriteKeyOwners(sql: Sql, keys: string[]): Promise<WriteKeyOwner[]> {
  const { rows } = await sql.query<WriteKeyOwner>({
    name: 'write-key-owners',
    text: `SELECT k.key, k.id AS "writeKeyId", s.id AS "sourceId", s.workspace_id AS "workspaceId", s.enabled,
                  s.honest_mode AS "honestMode", k.events_per_second AS "eventsPerSecond",
                  s.oauth_app_id AS "oauthAppId", s.oauth_required AS "oauthRequired"
             FROM public.write_key k JOIN public.source s ON s.id = k.source_id
            WHERE k.key = ANY($1::text[]) AND k.revoked_at IS NULL`,
    values: [keys],
  });
  return rows;
}
