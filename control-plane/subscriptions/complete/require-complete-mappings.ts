import { mappingNeeds, type MappingNeed } from '@/catalog/destinations/kit/mapping/mapping-needs';
import type { ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';
import { ControlPlaneError } from '../../errors';

/** A mapping as it is, or would be, stored. */
interface Written {
  name: string;
  actionSlug: string;
  mapping: unknown;
}

function andList(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The names of what is needed, each once: "Event Name and Action Source". */
const inWords = (needs: readonly MappingNeed[]) => andList([...new Set(needs.map(({ label }) => label))]);

const fieldsOf = (needs: readonly MappingNeed[]): Record<string, string> =>
  Object.fromEntries(needs.map(({ path, message }) => [`mapping.${path}`, message]));

/**
 * Refuses mappings whose action would refuse every event, because they lack what it needs.
 * @throws ControlPlaneError `precondition_failed`, with a message per field when it is one mapping.
 */
export function requireCompleteMappings(actions: readonly ActionMetadata[], wanted: readonly Written[]): void {
  const incomplete = wanted.flatMap(({ name, actionSlug, mapping }) => {
    const action = actions.find(({ slug }) => slug === actionSlug);
    const needs = action ? mappingNeeds(action, mapping as JsonObject) : [];
    return needs.length > 0 ? [{ name, needs }] : [];
  });
  const [first, ...others] = incomplete;
  if (!first) return;
  const message =
    others.length === 0
      ? `${first.name} needs ${inWords(first.needs)} before it can be enabled.`
      : `These need something before they can be enabled: ${incomplete.map(({ name, needs }) => `${name} (${inWords(needs)})`).join(', ')}.`;
  throw new ControlPlaneError('precondition_failed', message, others.length === 0 ? fieldsOf(first.needs) : {});
}

/**
 * Refuses to enable an incomplete mapping, and to make one incomplete that stays enabled. What an enabled one lacked
 * before, it may lack on, so that the rest of it can be put right.
 * @throws ControlPlaneError `precondition_failed`.
 */
export function requireStillComplete(
  action: ActionMetadata,
  before: Written & { enabled: boolean },
  change: { enabled?: boolean | undefined; mapping?: JsonObject | undefined },
): void {
  if (!(change.enabled ?? before.enabled)) return;
  const mapping = change.mapping ?? (before.mapping as JsonObject);
  const lacked = mappingNeeds(action, before.mapping as JsonObject).length;
  if (before.enabled && mappingNeeds(action, mapping).length <= lacked) return;
  if (!before.enabled) return requireCompleteMappings([action], [{ ...before, mapping }]);
  const needs = mappingNeeds(action, mapping);
  throw new ControlPlaneError(
    'precondition_failed',
    `It is enabled and needs ${inWords(needs)}. Fill this in, or disable the mapping first.`,
    fieldsOf(needs),
  );
}
