import { z } from 'zod';
import type { ConnectionMode, PresetMetadata, Verified } from '@/catalog/destinations/kit/metadata';
import { oauthGrantOf } from '@/catalog/destinations/oauth/oauth-grant';
import { findDestinationType } from '@/catalog/destinations/registry';
import { EVENT_TYPES, type EventType } from '@/spec/event';
import { triggerWords } from '@/spec/trigger/trigger-words';
import { db } from '@/storage/client';
import { listDestinationRows } from '@/storage/entities/destinations';
import { authorize } from '../authorize';
import type { Context } from '../context';
import { ControlPlaneError } from '../errors';
import { parseInput } from '../parse-input';

/** What the catalog tells of one destination type, and where the workspace uses it. */
export interface CatalogDetails {
  type: string;
  name: string;
  description: string;
  categories: string[];
  website: string;
  note: string | null;
  keyHelp: string | null;
  regions: string | null;
  mode: ConnectionMode;
  verified: Verified;
  receives: EventType[];
  /** It is reached through an account that a person connects, not by a key. */
  oauth: boolean;
  canTest: boolean;
  /** What has to be filled in, the required first. */
  needs: { label: string; required: boolean; secret: boolean }[];
  actions: { slug: string; title: string; description: string; batches: boolean }[];
  /** The mappings a new one starts with; `takes` says in words which events. */
  presets: { name: string; takes: string }[];
  /** Mappings that are offered when it is added, and not made unless a person chooses them. */
  suggested: { name: string; takes: string }[];
  /** The workspace's own of it, newest first. */
  instances: { id: string; name: string; sourceName: string; enabled: boolean }[];
}

const inputSchema = z.object({ type: z.string().max(200) });
/** How many of the workspace's own are named. */
const NAMED = 50;

/** Which events a trigger takes, in words; in FQL where words cannot say it. */
export function takenEvents(trigger: string): string {
  if (trigger === EVENT_TYPES.map((type) => `type = "${type}"`).join(' or ')) return 'Every event';
  return triggerWords(trigger) ?? trigger;
}

const inWords = ({ name, trigger }: PresetMetadata) => ({ name, takes: takenEvents(trigger) });

/**
 * One entry of the catalog, whole but for the fields of its actions. @throws ControlPlaneError `not_found`.
 */
export async function getCatalogDetails(ctx: Context, input: z.input<typeof inputSchema>): Promise<CatalogDetails> {
  authorize(ctx, 'workspace:read');
  const { type: key } = parseInput(inputSchema, input);
  const type = findDestinationType(key);
  if (!type) throw new ControlPlaneError('not_found', 'There is no such destination in the catalog.');
  const rows = await listDestinationRows(db(), ctx.workspace.id, { type: key }, { take: NAMED });
  const asked = [...type.setup.fields, ...type.settings].filter((field) => !field.hidden);
  return {
    type: type.type,
    name: type.name,
    description: type.description,
    categories: type.categories,
    website: type.website,
    note: type.note ?? null,
    keyHelp: type.keyHelp ?? null,
    regions: type.regions ?? null,
    mode: type.mode,
    verified: type.verified,
    receives: type.calls,
    oauth: oauthGrantOf(type.type) === 'person',
    canTest: type.authentication.canTest,
    needs: asked
      .map((field) => ({
        label: field.label,
        required: field.required || field.requiredWhen !== undefined,
        secret: field.type === 'password',
      }))
      .sort((a, b) => Number(b.required) - Number(a.required)),
    actions: type.actions
      .filter((action) => !action.hidden)
      .map(({ slug, title, description, batches }) => ({ slug, title, description, batches })),
    presets: type.presets.filter((preset) => !preset.suggested).map(inWords),
    suggested: type.presets.filter((preset) => preset.suggested).map(inWords),
    instances: rows.map(({ id, name, source, enabled }) => ({ id, name, sourceName: source.name, enabled })),
  };
}
