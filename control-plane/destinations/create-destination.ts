import type { z } from 'zod';
import type { ConnectionMode, DestinationMetadata } from '@/catalog/destinations/kit/metadata';
import { findDestinationType, initialSubscriptions } from '@/catalog/destinations/registry';
import { newId } from '@/platform/ids';
import type { JsonObject } from '@/spec/event';
import type { Db } from '@/storage/client';
import {
  countDestinationsOfType,
  findDestination,
  insertDestination,
  lockSourceOfWorkspace,
  type DestinationRow,
} from '@/storage/entities/destinations';
import { insertSubscriptions } from '@/storage/entities/subscriptions';
import { transaction } from '@/storage/transaction';
import { audit } from '../audit';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';
import { createDestinationSchema } from './destination.schema';
import { copySettings, defaultSettings, mergeSettings, requireComplete } from './destination-settings';
import { freeDestinationSlug } from './destination-slug';
import { viewDestination, type DestinationView } from './destination-view';
import { requireFreeName, withFreeName } from './name-taken';
import { checkValues, missingRequired } from './settings-of-fields';

/** "Cloud-mode instances of one destination per source: 25" (Segment). */
const MAX_INSTANCES = 25;
/** How many destinations of one type a source may have: a page can run one of a kind. */
export const mostInstances = (mode: ConnectionMode) => (mode === 'device' ? 1 : MAX_INSTANCES);
/** The sources whose events pass through a browser that can run a destination of mode `device`. */
export const DEVICE_SOURCE = 'javascript';

function wrong(field: string, message: string): ControlPlaneError {
  return new ControlPlaneError('invalid_input', `${field}: ${message}`, { [field]: message });
}

function firstSubscriptions(type: DestinationMetadata, setup: JsonObject | undefined, chosen: string[] | undefined) {
  const { fields } = type.setup;
  const unknown = chosen?.find((name) => !type.presets.some((preset) => preset.name === name));
  if (unknown !== undefined) throw wrong('mappings', `${type.name} has no ready-made mapping “${unknown}”.`);
  if (!setup) return fields.some((field) => field.required) ? [] : initialSubscriptions(type.type, {}, chosen);
  if (chosen?.length === 0) return []; // nothing would hold the answers
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
  return initialSubscriptions(type.type, { ...checked.set }, chosen);
}

async function copied(tx: Db, ctx: Context, type: string, id: string): Promise<DestinationRow> {
  const from = await findDestination(tx, ctx.workspace.id, id);
  if (from?.type === type) return from;
  throw wrong('copyFrom', 'There is no such destination of this type in this workspace.');
}

/**
 * Connects a source to a destination, with the mappings its definition starts with or those that were chosen. `setup`
 * holds the answers those mappings need; when it is left out and the definition requires answers, no mapping is made.
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
  const subscriptions = firstSubscriptions(type, wanted.setup, wanted.mappings);
  return withFreeName(() =>
    transaction(async (tx) => {
      const source = await lockSourceOfWorkspace(tx, ctx.workspace.id, wanted.sourceId);
      if (!source) throw wrong('sourceId', 'There is no such source in this workspace.');
      if (type.mode === 'device' && source.type !== DEVICE_SOURCE) {
        throw wrong('sourceId', `${type.name} runs in the visitor’s browser, so its source must be a website.`);
      }
      const from = wanted.copyFrom === undefined ? null : await copied(tx, ctx, type.type, wanted.copyFrom);
      const before = from
        ? copySettings(ctx, type.settings, from)
        : { settings: defaultSettings(type.settings), secrets: {} };
      const stored = mergeSettings(ctx, type, before, wanted.settings);
      if (wanted.enabled) requireComplete(type, stored, false);
      const most = mostInstances(type.mode);
      if ((await countDestinationsOfType(tx, ctx.workspace.id, source.id, type.type)) >= most) {
        throw new ControlPlaneError(
          'precondition_failed',
          most === 1
            ? `${source.name} has a destination of the type ${type.name} already; a page can run one.`
            : `${source.name} already sends to ${most} destinations of the type ${type.name}.`,
        );
      }
      await requireFreeName(tx, { sourceId: source.id, type: type.type, name: wanted.name });
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
        detail: {
          destinationType: row.type,
          source: source.name,
          enabled: row.enabled,
          ...(from && { settingsCopiedFrom: from.id, settingsCopiedFromName: from.name }),
        },
      });
      return viewDestination(row);
    }),
  );
}
