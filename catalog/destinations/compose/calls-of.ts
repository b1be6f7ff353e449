import { EVENT_TYPES, type EventType } from '@/spec/event';
import type { DestinationMetadata } from '../kit/metadata';
import { branchesOf } from './trigger-branches';

/** The calls a trigger asks for; those it names in any way when it cannot be taken apart. */
function callsOfTrigger(trigger: string): EventType[] {
  const branches = branchesOf(trigger);
  if (branches) return branches.map(({ type }) => type);
  return EVENT_TYPES.filter((type) => new RegExp(`\\btype\\s*=\\s*["']?${type}\\b`, 'i').test(trigger));
}

/**
 * The calls a destination can do something with: those that its presets and its visible actions' default triggers ask
 * for; all six when none says, because then a person decides.
 */
export function callsOf({ presets, actions }: Pick<DestinationMetadata, 'presets' | 'actions'>): EventType[] {
  const shown = actions.filter(({ hidden }) => !hidden);
  const triggers = [...presets.map(({ trigger }) => trigger), ...shown.map((action) => action.defaultTrigger ?? '')];
  const named = new Set(triggers.flatMap(callsOfTrigger));
  return named.size === 0 ? [...EVENT_TYPES] : EVENT_TYPES.filter((type) => named.has(type));
}
