import type { Sql } from '../client';
import type { StoredSecret } from '../secrets';

/** The tokens of a destination and the client they were given to, as one worker holds them. */
export interface HeldConnection {
  accessToken: StoredSecret;
  refreshToken: StoredSecret | null;
  version: number;
  /** Null when the workspace keeps no client for the type. */
  client: { clientId: string; clientSecret: StoredSecret; tokenUrl: string } | null;
}

const HOLD = `
  SELECT c.access_token AS "accessToken", c.refresh_token AS "refreshToken", c.version,
         (SELECT json_build_object('clientId', o.client_id, 'clientSecret', o.client_secret, 'tokenUrl', o.token_url)
            FROM public.destination_oauth_client o
           WHERE o.workspace_id = d.workspace_id AND o.type = d.type) AS client
    FROM public.destination_connection c JOIN public.destination d ON d.id = c.destination_id
   WHERE c.destination_id = $1 FOR UPDATE OF c`;

/** Holds the connection of a destination until the end of the transaction; null when it has none. */
export async function holdConnection(sql: Sql, destinationId: string): Promise<HeldConnection | null> {
  const { rows } = await sql.query<HeldConnection>(HOLD, [destinationId]);
  return rows[0] ?? null;
}

const RENEW = `
  INSERT INTO public.destination_connection AS c
         (destination_id, access_token, refresh_token, expires_at, renewed_at, connected_by)
  VALUES ($1, $2, $3, $4, now(), 'settings')
  ON CONFLICT (destination_id) DO UPDATE
     SET access_token = $2, refresh_token = coalesce($3, c.refresh_token), expires_at = $4, renewed_at = now(),
         problem = NULL, version = c.version + 1`;

/** Stores renewed tokens; without a new refresh token the one before stays. */
export async function storeRenewed(
  sql: Sql,
  destinationId: string,
  tokens: { accessToken: StoredSecret; refreshToken: StoredSecret | null; expiresAt: Date | null },
): Promise<void> {
  const { accessToken, refreshToken, expiresAt } = tokens;
  await sql.query(RENEW, [
    destinationId,
    JSON.stringify(accessToken),
    refreshToken && JSON.stringify(refreshToken),
    expiresAt,
  ]);
}

/** Notes that the account must be connected again, and why. */
export async function markBroken(sql: Sql, destinationId: string, problem: string): Promise<void> {
  await sql.query('UPDATE public.destination_connection SET problem = $2 WHERE destination_id = $1', [
    destinationId,
    problem.slice(0, 500),
  ]);
}
