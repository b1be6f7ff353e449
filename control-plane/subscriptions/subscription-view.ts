import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import type { SubscriptionRow } from '@/storage/entities/subscriptions';

/** A mapping as every transport may show it. Times are ISO-8601. */
export interface SubscriptionView {
  id: string;
  destinationId: string;
  name: string;
  actionSlug: string;
  /** The action's name for people; its slug when the catalog no longer has it. */
  actionTitle: string;
  enabled: boolean;
  /** FQL. */
  trigger: string;
  mapping: JsonObject;
  position: number;
  createdAt: string;
  updatedAt: string;
}

/** A stored mapping as data for a caller. */
export function viewSubscription(row: SubscriptionRow, type: string): SubscriptionView {
  const action = findDestinationType(type)?.actions.find(({ slug }) => slug === row.actionSlug);
  return {
    id: row.id,
    destinationId: row.destinationId,
    name: row.name,
    actionSlug: row.actionSlug,
    actionTitle: action?.title ?? row.actionSlug,
    enabled: row.enabled,
    trigger: row.trigger,
    mapping: row.mapping as JsonObject,
    position: row.position,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
