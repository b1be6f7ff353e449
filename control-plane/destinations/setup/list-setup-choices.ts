import { z } from 'zod';
import { findDestinationType } from '@/catalog/destinations/registry';
import type { JsonObject } from '@/spec/event';
import { db } from '@/storage/client';
import { listDestinationRows } from '@/storage/entities/destinations';
import { authorize } from '../../authorize';
import type { Context } from '../../context';
import { notFound } from '../../errors';
import { parseInput } from '../../parse-input';
import { listSources } from '../../sources/list-sources';
import { DEVICE_SOURCE, mostInstances } from '../create-destination';
import { viewDestination, type SecretView } from '../destination-view';

/** What a new destination of a type can be connected to, and taken from. */
export interface SetupChoices {
  /** The sources that may send to it. `full`: it already has as many of the type as it may. */
  sources: { id: string; name: string; type: string; full: boolean }[];
  /** How many sources may not, because the destination runs in a browser and they are no website. */
  unfit: number;
  /** Names that are taken, by source. */
  names: Record<string, string[]>;
  /** Destinations of the type whose settings can be copied, newest first. */
  instances: {
    id: string;
    name: string;
    sourceName: string;
    settings: JsonObject;
    secrets: Record<string, SecretView>;
  }[];
}

const inputSchema = z.object({ type: z.string() });
const MOST_SOURCES = 1000;
const MOST_INSTANCES = 1000;
const MOST_COPYABLE = 50;

/** What a new destination of `type` can be made of. @throws ControlPlaneError `not_found` (type), `forbidden`. */
export async function listSetupChoices(ctx: Context, input: z.input<typeof inputSchema>): Promise<SetupChoices> {
  authorize(ctx, 'destinations:edit');
  const type = findDestinationType(parseInput(inputSchema, input).type);
  if (!type) throw notFound('destination type');
  const [{ items }, rows] = await Promise.all([
    listSources(ctx, { count: MOST_SOURCES }),
    listDestinationRows(db(), ctx.workspace.id, { type: type.type }, { take: MOST_INSTANCES }),
  ]);
  const names: Record<string, string[]> = {};
  for (const row of rows) (names[row.sourceId] ??= []).push(row.name);
  const fit = items.filter((source) => type.mode === 'cloud' || source.type === DEVICE_SOURCE);
  return {
    sources: fit.map(({ id, name, type: sourceType }) => ({
      ...{ id, name, type: sourceType },
      full: (names[id]?.length ?? 0) >= mostInstances(type.mode),
    })),
    unfit: items.length - fit.length,
    names,
    instances: rows
      .slice(0, MOST_COPYABLE)
      .map(viewDestination)
      .map(({ id, name, sourceName, settings, secrets }) => ({ id, name, sourceName, settings, secrets })),
  };
}
