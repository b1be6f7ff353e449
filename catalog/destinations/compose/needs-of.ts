import { mappingNeeds } from '../kit/mapping/mapping-needs';
import type { DestinationMetadata } from '../kit/metadata';

/** The destination whose presets say what a person must add to them; what is asked when it is created is not among it. */
export function withNeeds<T extends DestinationMetadata>(whole: T): T {
  const answered = new Set(whole.setup.fields.map(({ key }) => key));
  const presets = whole.presets.map((preset) => {
    const action = whole.actions.find(({ slug }) => slug === preset.actionSlug);
    if (!action) return preset;
    const fields = action.fields.filter(({ key }) => !answered.has(key));
    const needs = mappingNeeds({ ...action, fields }, preset.mapping).map(({ label }) => label);
    return needs.length > 0 ? { ...preset, needs } : preset;
  });
  return { ...whole, presets };
}
