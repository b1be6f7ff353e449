import type { JsonObject } from '../../spec/event';
import type { FilterRule } from '../../spec/filter';
import type { DeliverySettings } from '../../spec/retry-schedule';
import type { Sql } from '../client';
import type { StoredSecret } from '../secrets';

/** A mapping as the pipeline runs it: when `trigger` (FQL) matches, `actionSlug` runs with `mapping`. */
export interface SubscriptionConfig {
  id: string;
  name: string;
  actionSlug: string;
  enabled: boolean;
  trigger: string;
  mapping: JsonObject;
  position: number;
}

/** Tokens of a connected account, sealed. */
export interface ConnectionConfig {
  accessToken: StoredSecret;
  refreshToken: StoredSecret | null;
  problem: string | null;
  /** Raised by every new token. */
  version: number;
}

/** Everything the pipeline needs to know about a destination, as of `configVersion`. */
export interface DestinationConfig {
  id: string;
  workspaceId: string;
  sourceId: string;
  /** Key into the catalog: "webhook". */
  type: string;
  name: string;
  enabled: boolean;
  configVersion: number;
  settings: JsonObject;
  secrets: Record<string, StoredSecret>;
  /** The account it signs in with; null when none is connected. `problem`: why it must be connected again. */
  connection: ConnectionConfig | null;
  /** How much and how long it is tried. */
  delivery: DeliverySettings;
  /** All mappings, disabled ones included, in their order. */
  subscriptions: SubscriptionConfig[];
  /** All filters, disabled ones included, oldest first. */
  filters: FilterRule[];
}

const SELECT = `
  SELECT d.id, d.workspace_id AS "workspaceId", d.source_id AS "sourceId", d.type, d.name, d.enabled,
         d.config_version AS "configVersion", d.settings, d.secrets,
         json_build_object('concurrency', d.delivery_concurrency, 'perSecond', d.delivery_per_second,
           'maxAttempts', d.delivery_max_attempts, 'windowMinutes', d.delivery_window_minutes) AS delivery,
         (SELECT json_build_object('accessToken', c.access_token, 'refreshToken', c.refresh_token,
                   'problem', c.problem, 'version', c.version)
            FROM public.destination_connection c WHERE c.destination_id = d.id) AS connection,
         (SELECT coalesce(json_agg(json_build_object(
                   'id', s.id, 'name', s.name, 'actionSlug', s.action_slug, 'enabled', s.enabled,
                   'trigger', s.trigger, 'mapping', s.mapping, 'position', s.position)
                 ORDER BY s.position, s.created_at, s.id), '[]')
            FROM public.subscription s WHERE s.destination_id = d.id) AS subscriptions,
         (SELECT coalesce(json_agg(json_build_object(
                   'id', f.id, 'title', f.title, 'condition', f.condition, 'actions', f.actions, 'enabled', f.enabled)
                 ORDER BY f.created_at, f.id), '[]')
            FROM public.destination_filter f WHERE f.destination_id = d.id) AS filters
    FROM public.destination d`;

/** The configurations of the destinations `ids`, or of every destination when `ids` is left out; deleted ones are absent. */
export async function loadDestinationConfigs(sql: Sql, ids?: string[]): Promise<DestinationConfig[]> {
  const { rows } = ids
    ? await sql.query<DestinationConfig>(`${SELECT} WHERE d.id = ANY($1) ORDER BY d.created_at, d.id`, [ids])
    : await sql.query<DestinationConfig>(`${SELECT} ORDER BY d.created_at, d.id`);
  return rows;
}

/** The configurations of all destinations of the sources `sourceIds`, oldest first. */
export async function loadDestinationConfigsOfSources(sql: Sql, sourceIds: string[]): Promise<DestinationConfig[]> {
  const { rows } = await sql.query<DestinationConfig>(
    `${SELECT} WHERE d.source_id = ANY($1) ORDER BY d.created_at, d.id`,
    [sourceIds],
  );
  return rows;
}
