import type { Sql } from '../client';

/** Numbers and facts of a workspace: how much there is, and which first steps have been taken. */
export interface HomeFacts {
  sources: number;
  destinations: number;
  members: number;
  openInvites: number;
  /** Whether any event was ever received. */
  everReceived: boolean;
  /** Since the hour `from`, over the whole workspace. */
  received: number;
  rejected: number;
  delivered: number;
  failed: number;
}

/** Counts of a workspace, and its totals since the hour `from`. */
export async function readHomeFacts(sql: Sql, workspaceId: string, from: Date): Promise<HomeFacts> {
  const { rows } = await sql.query<Record<keyof HomeFacts, string | boolean | null>>(
    `SELECT (SELECT count(*) FROM source WHERE workspace_id = $1) AS sources,
            (SELECT count(*) FROM destination WHERE workspace_id = $1) AS destinations,
            (SELECT count(*) FROM membership WHERE workspace_id = $1) AS members,
            (SELECT count(*) FROM invite
              WHERE workspace_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()) AS "openInvites",
            EXISTS (SELECT 1 FROM pipeline.outcome_count
                     WHERE workspace_id = $1 AND grain = 'd' AND outcome = 'successfully_received') AS "everReceived",
            totals.*
       FROM (SELECT sum(count) FILTER (WHERE outcome = 'successfully_received' AND destination_id = '') AS received,
                    sum(count) FILTER (WHERE outcome = 'failed_on_ingest' AND destination_id = '') AS rejected,
                    sum(count) FILTER (WHERE outcome = 'successful_delivery') AS delivered,
                    sum(count) FILTER (WHERE outcome = 'failed_delivery') AS failed
               FROM pipeline.outcome_count
              WHERE workspace_id = $1 AND grain = 'h' AND bucket >= $2) AS totals`,
    [workspaceId, from],
  );
  const row = rows[0];
  const number = (key: Exclude<keyof HomeFacts, 'everReceived'>) => Number(row?.[key] ?? 0);
  return {
    sources: number('sources'),
    destinations: number('destinations'),
    members: number('members'),
    openInvites: number('openInvites'),
    everReceived: row?.everReceived === true,
    received: number('received'),
    rejected: number('rejected'),
    delivered: number('delivered'),
    failed: number('failed'),
  };
}
