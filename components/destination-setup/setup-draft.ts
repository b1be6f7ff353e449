import type { FieldMetadata } from '@/catalog/destinations/kit/metadata';
import type { SetupChoices } from '@/control-plane/destinations/setup/list-setup-choices';
import type { JsonObject } from '@/spec/event';
import type { SetupType } from './new-destination';

/** What a person has said so far; only what they changed themselves. */
export interface Draft {
  sourceId: string;
  /** null while the proposed name stands. */
  name: string | null;
  typed: JsonObject;
  setup: JsonObject;
  copyFrom: string | null;
  /** Names of the chosen presets. */
  chosen: string[];
}

/** How the page begins: with the source one came from, or the only one there is, and the presets that are usual. */
export function firstDraft(type: SetupType, choices: SetupChoices, wantedSource: string | null): Draft {
  const open = choices.sources.filter((source) => !source.full);
  const wanted = open.find(({ id }) => id === wantedSource) ?? (choices.sources.length === 1 ? open[0] : undefined);
  return {
    sourceId: wanted?.id ?? '',
    name: null,
    typed: {},
    setup: {},
    copyFrom: null,
    chosen: type.presets.filter((preset) => !preset.suggested).map((preset) => preset.name),
  };
}

const asObject = (value: unknown): JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};

/** What was kept in this tab, as far as it still fits; what it does not say stays as in `first`. */
export function restoreDraft(kept: string | null, first: Draft, type: SetupType, choices: SetupChoices): Draft {
  if (kept === null) return first;
  try {
    const { sourceId, name, typed, setup, copyFrom, chosen } = asObject(JSON.parse(kept)) as Partial<Draft>;
    const known = new Set(type.presets.map((preset) => preset.name));
    return {
      sourceId: first.sourceId || (choices.sources.find(({ id, full }) => id === sourceId && !full)?.id ?? ''),
      name: typeof name === 'string' ? name : null,
      typed: asObject(typed),
      setup: asObject(setup),
      copyFrom: choices.instances.find(({ id }) => id === copyFrom)?.id ?? null,
      chosen: Array.isArray(chosen) ? chosen.filter((one) => known.has(one)) : first.chosen,
    };
  } catch {
    return first;
  }
}

/** What may be kept: everything but secrets. */
export function keepDraft(draft: Draft, settings: readonly FieldMetadata[]): string {
  const secret = new Set(settings.filter((field) => field.type === 'password').map((field) => field.key));
  const typed = Object.fromEntries(Object.entries(draft.typed).filter(([key]) => !secret.has(key)));
  return JSON.stringify({ ...draft, typed });
}
