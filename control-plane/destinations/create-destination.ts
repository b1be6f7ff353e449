import type { z } from 'zod';
import type { DestinationMetadata } from '@/catalog/destinations/kit/metadata';
import { findDestinationType, initialSubscriptions } from '@/catalog/destinations/registry';
import { newId } from '@/platform/ids';
import type { JsonObject } from '@/spec/event';
import { countDestinationsOfType, insertDestination, lockSourceOfWorkspace } from '@/storage/entities/destinations';
import { insertSubscriptions } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { createDestinationSchema } from './destination.schema';
import { defaultSettings, mergeSettings, requireComplete } from './destination-settings';
import { freeDestinationSlug } from './destination-slug';
import { viewDestination, type DestinationView } from './destination-view';
import { withFreeName } from './name-taken';
import { checkValues, missingRequired } from './settings-of-fields';

/** "Cloud-mode instances of one destination per source: 25" (Segment). */
const MAX_INSTANCES = 25;

function wrong(field: string, message: string): ControlPlaneError {
  return new ControlPlaneError('invalid_input', `${field}: ${message}`, { [field]: message });
}

function firstSubscriptions(type: DestinationMetadata, setup: JsonObject | undefined) {
  const { fields } = type.setup;
  if (!setup) return fields.some((field) => field.required) ? [] : initialSubscriptions(type.type);
  const checked = checkValues(fields, setup);
  const errors = { ...missingRequired(fields, checked.set, new Set()), ...checked.errors };
  const first = Object.entries(errors)[0];
  if (first) {
    throw new ControlPlaneError(
      'invalid_input',
      first[1],
      Object.fromEntries(Object.entries(errors).map(([key, message]) => [`setup.${key}`, message])),
    );
  }
  return initialSubscriptions(type.type, { ...checked.set });
}

/**
 * Connects a source to a destination, with the mappings its definition starts with. `setup` holds the answers those
 * mappings need; when it is left out and the definition requires answers, no mapping is made.
 * @throws ControlPlaneError `invalid_input`, `not_found` (source), `conflict` (name), `precondition_failed` (25 instances;
 * enabled without the required settings).
 */
export async function createDestination(
  ctx: Context,
  input: z.input<typeof createDestinationSchema>,
): Promise<DestinationView> {
  authorize(ctx, 'destinations:edit');
  const wanted = parseInput(createDestinationSchema, input);
  const type = findDestinationType(wanted.type);
  if (!type) throw wrong('type', 'There is no such destination in the catalog.');
  const empty = { settings: defaultSettings(type.settings), secrets: {} };
  const stored = mergeSettings(ctx, type.settings, empty, wanted.settings);
  if (wanted.enabled) requireComplete(type.settings, stored);
  const subscriptions = firstSubscriptions(type, wanted.setup);
  return withFreeName(() =>
    transaction(async (tx) => {
      const source = await lockSourceOfWorkspace(tx, ctx.workspace.id, wanted.sourceId);
      if (!source) throw wrong('sourceId', 'There is no such source in this workspace.');
      if ((await countDestinationsOfType(tx, ctx.workspace.id, source.id, type.type)) >= MAX_INSTANCES) {
        throw new ControlPlaneError(
          'precondition_failed',
          `${source.name} already sends to ${MAX_INSTANCES} destinations of the type ${type.name}.`,
        );
      }
      const row = await insertDestination(tx, {
        id: newId('dst'),
        workspaceId: ctx.workspace.id,
        sourceId: source.id,
        type: type.type,
        name: wanted.name,
        slug: await freeDestinationSlug(tx, ctx.workspace.id, wanted.name),
        enabled: wanted.enabled,
        ...stored,
      });
      await insertSubscriptions(
        tx,
        subscriptions.map((one, position) => ({ ...one, id: newId('sub'), destinationId: row.id, position })),
      );
      await audit(tx, ctx, {
        type: 'Destination Created',
        resource: { type: 'destination', id: row.id, name: row.name },
        detail: { destinationType: row.type, source: source.name, enabled: row.enabled },
      });
      return viewDestination(row);
    }),
  );
}
