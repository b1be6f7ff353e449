import { newId, randomToken } from '../platform/ids';
import { db, pool } from '../storage/client';
import { sealSecret } from '../storage/secrets';
import { initialSubscriptions } from '../catalog/destinations/registry';
import type { EventType, JsonObject } from '../spec/event';
import { aDestination, aSource, aWorkspace } from './factories';

/** A destination with its mappings, ready to be delivered to. */
export interface DeliveryTarget {
  workspaceId: string;
  sourceId: string;
  destinationId: string;
  subscriptionIds: string[];
}

/** A workspace with a source and an enabled destination of `type`, with the mappings a new one starts with. */
export async function aDeliveryTarget(
  type: string,
  given: { answers?: JsonObject; mapping?: JsonObject; settings?: JsonObject; secrets?: Record<string, string> } = {},
): Promise<DeliveryTarget> {
  const { workspace } = await aWorkspace();
  const source = await aSource(workspace.id);
  const destination = await aDestination(workspace.id, source.id, { type, settings: given.settings });
  const secrets = Object.entries(given.secrets ?? {}).map(
    ([key, plain]) => [key, { ...sealSecret(plain, 'test') }] as const,
  );
  await db().destination.update({
    where: { id: destination.id },
    data: { secrets: { ...Object.fromEntries(secrets) } },
  });
  const subscriptionIds: string[] = [];
  for (const [position, preset] of initialSubscriptions(type, given.answers).entries()) {
    const { name, actionSlug, trigger, enabled } = preset;
    const mapping = { ...preset.mapping, ...given.mapping };
    const id = newId('sub');
    subscriptionIds.push(id);
    await db().subscription.create({
      data: { id, destinationId: destination.id, name, actionSlug, trigger, enabled, mapping, position },
    });
  }
  return { workspaceId: workspace.id, sourceId: source.id, destinationId: destination.id, subscriptionIds };
}

/** What `enqueue` may be told about its deliveries. */
export interface EnqueueOptions {
  count?: number;
  type?: EventType;
  /** Fields of the events. */
  event?: JsonObject;
  /** Age of the deliveries. */
  ageMs?: number;
  /** Which mappings matched; all of the destination's when left out. */
  subscriptionIds?: string[];
}

/** Puts events into the log and a delivery of each into the queue, as fan-out does; returns their message ids. */
export async function enqueue(target: DeliveryTarget, options: EnqueueOptions = {}): Promise<string[]> {
  const { count = 1, type = 'track', ageMs = 0, subscriptionIds = target.subscriptionIds } = options;
  const at = new Date(Date.now() - ageMs);
  const events = Array.from({ length: count }, (_, index) => {
    const messageId = `m-${randomToken(12)}-${index}`;
    const named = type === 'track' ? { event: 'Order Completed' } : {};
    const common = {
      type,
      messageId,
      timestamp: at.toISOString(),
      receivedAt: at.toISOString(),
      userId: 'u1',
      context: {},
    };
    return { ...common, ...named, ...options.event };
  });
  const { workspaceId, sourceId, destinationId } = target;
  await pool().query(
    `WITH logged AS (
       INSERT INTO pipeline.event (received_at, workspace_id, source_id, message_id, type, outcome, payload)
       SELECT $1, $2, $3, e->>'messageId', $4, 'successfully_received', e::text
         FROM json_array_elements($5::json) e
       RETURNING id, received_at, message_id
     )
     INSERT INTO pipeline.delivery (workspace_id, source_id, destination_id, config_version, event_id, event_received_at,
                                    message_id, event_type, subscription_ids, created_at)
     SELECT $2, $3, $6, 1, id, received_at, message_id, $4, $7::text[], $1 FROM logged`,
    [at, workspaceId, sourceId, type, JSON.stringify(events), destinationId, subscriptionIds],
  );
  await pool().query('NOTIFY switchyard_delivery');
  return events.map(({ messageId }) => messageId);
}

/** An end of a delivery, as it is stored. */
export interface StoredOutcome {
  messageId: string;
  outcome: string;
  reason: string | null;
  detail: string | null;
  attempts: number;
}

/** The ends of the deliveries of a destination, oldest first. */
export async function outcomesOf(destinationId: string): Promise<StoredOutcome[]> {
  const { rows } = await pool().query<StoredOutcome>(
    `SELECT message_id AS "messageId", outcome, reason, detail, attempts
       FROM pipeline.outcome WHERE destination_id = $1 ORDER BY at, event_id`,
    [destinationId],
  );
  return rows;
}

/** How many deliveries of a destination are still in the queue. */
export async function queued(destinationId: string): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    'SELECT count(*)::int AS count FROM pipeline.delivery WHERE destination_id = $1',
    [destinationId],
  );
  return rows[0]?.count ?? 0;
}
