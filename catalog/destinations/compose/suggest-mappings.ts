import { startOf } from '../kit/describe-definition';
import type { ActionMetadata, PresetMetadata } from '../kit/metadata';
import { branchesOf, triggerOf, type Branch } from './trigger-branches';

interface Candidate {
  action: ActionMetadata;
  branches: Branch[];
}

const WITHDRAWN = /\[?deprecated|\(legacy\)|\[beta\]/i;
/** "purchase2", "dataExtensionV2": the second version of an action keeps the first one's name. */
const baseOf = (slug: string): string => slug.replace(/V?\d+$/, '');

/** Of an action and its later versions, the latest. */
function latest(actions: ActionMetadata[]): ActionMetadata[] {
  return actions.filter(
    ({ slug }) =>
      !actions.some((other) => other.slug !== slug && baseOf(other.slug) === baseOf(slug) && other.slug > slug),
  );
}

function candidates(actions: ActionMetadata[], chosen: readonly string[] | undefined): Candidate[] {
  const offered = actions.filter(({ hidden, title }) => !hidden && !WITHDRAWN.test(title));
  const wanted = chosen
    ? chosen.flatMap((slug) => actions.filter((action) => action.slug === slug))
    : latest(offered.filter(({ defaultTrigger }) => defaultTrigger !== null));
  return wanted.flatMap((action) => {
    const branches = branchesOf(action.defaultTrigger ?? '');
    return branches ? [{ action, branches }] : [];
  });
}

/** The first to ask for an event gets it; who asks for one that is taken is left out, so that nothing is sent twice. */
function withoutRivals(all: Candidate[]): Candidate[] {
  const taken = new Set<string>();
  return all.filter(({ branches }) => {
    const keys = branches.map(({ type, event }) => JSON.stringify([type, event]));
    if (keys.some((key) => taken.has(key))) return false;
    for (const key of keys) taken.add(key);
    return true;
  });
}

/**
 * Mappings to propose for a destination whose definition starts none: its visible actions that say which events they are
 * meant for, in their order. No event matches two of them: of two actions with one trigger only the first is proposed (of
 * two versions the later), and one that takes every track call leaves out the names that others take. `chosen` names the
 * actions instead, where the rule would pick badly.
 */
export function suggestMappings(actions: ActionMetadata[], chosen?: readonly string[]): PresetMetadata[] {
  const kept = withoutRivals(candidates(actions, chosen));
  const named = kept.flatMap(({ branches }) => branches.flatMap(({ event }) => event ?? []));
  const open = ({ type, event }: Branch) => type === 'track' && event === undefined;
  return kept.map(({ action, branches }) => ({
    name: action.title.replace(/ V\d+$/, ''),
    actionSlug: action.slug,
    trigger: named.length > 0 && branches.some(open) ? triggerOf(branches, named) : (action.defaultTrigger ?? ''),
    mapping: startOf(action),
    suggested: true,
  }));
}
