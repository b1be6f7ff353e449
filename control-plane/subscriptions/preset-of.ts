import { findDestinationType } from '@/catalog/destinations/registry';
import type { PresetMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';

/** What a stored mapping has to be compared with a preset by. */
interface Known {
  name: string;
  actionSlug: string;
  trigger: string;
  mapping: unknown;
}

/** The presets of a destination's type that none of its mappings was made of: none has its action with its name or trigger. */
export function missingPresets(type: string, present: readonly Known[]): PresetMetadata[] {
  const presets = findDestinationType(type)?.presets ?? [];
  return presets.filter(
    ({ name, actionSlug, trigger }) =>
      !present.some((one) => one.actionSlug === actionSlug && (one.name === name || one.trigger === trigger)),
  );
}

/**
 * What was asked when the destination was created and stands in its mappings (the URL of a webhook), by key, taken from
 * the first mapping that has it: a new one begins with the same.
 */
export function setupAnswers(type: string, present: readonly Known[]): JsonObject {
  const answers: JsonObject = {};
  for (const { key } of findDestinationType(type)?.setup.fields ?? []) {
    for (const { mapping } of present) {
      const value = (mapping as JsonObject)[key];
      if (value === undefined || Object.hasOwn(answers, key)) continue;
      answers[key] = value;
    }
  }
  return answers;
}
