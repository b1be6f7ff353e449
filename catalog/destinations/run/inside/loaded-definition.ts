import type { Destination, DestinationDefinition } from '@segment/actions-core';
import { loadDefinition } from '../../definitions';
import type { AnyDefinition } from '../../kit/describe-definition';
import { actionsCore } from '../../kit/load-actions-core';
import { installLeanMapping } from '../../kit/mapping/lean-mapping';
import { installOutboundFetch } from '../../kit/segment-fetch';
import { noteThrownAnswers } from './thrown-answers';

/** A definition with the library's object around it, which knows the schemas of its fields. */
export interface LoadedDefinition {
  type: string;
  definition: AnyDefinition;
  destination: Destination;
}

const loaded = new Map<string, Promise<LoadedDefinition | null>>();

/** Puts the library around a definition. */
function made(type: string, definition: AnyDefinition): LoadedDefinition {
  installOutboundFetch();
  installLeanMapping();
  const core = actionsCore();
  // The library keeps compiled schemas by the names of destination and action, which are not unique; these are.
  const actions = Object.entries(definition.actions).map(([slug, action]) => [slug, { ...action, title: slug }]);
  const named = { ...definition, name: type, actions: Object.fromEntries(actions) as typeof definition.actions };
  const destination = new core.Destination(named as unknown as DestinationDefinition) as Destination;
  noteThrownAnswers(destination.actions);
  return { type, definition, destination };
}

async function load(type: string): Promise<LoadedDefinition | null> {
  const definition = await loadDefinition(type);
  return definition ? made(type, definition) : null;
}

/** Adds a definition that stands in no catalog: one that misbehaves, for a test. */
export function addDefinition(type: string, definition: AnyDefinition): void {
  loaded.set(type, Promise.resolve(made(type, definition)));
}

/** The definition of `type`, loaded once in a process; null when there is none. @throws what its code throws on loading. */
export function loadedDefinition(type: string): Promise<LoadedDefinition | null> {
  const found = loaded.get(type) ?? load(type);
  loaded.set(type, found);
  found.catch(() => loaded.delete(type));
  return found;
}
