import { adapt } from './adapted/adapt';
import type { AnyDefinition } from './kit/describe-definition';
import { requireSegment } from './kit/load-actions-core';
import { OWN_DESTINATIONS } from './own';
import { findDestinationType } from './registry';

/** One definition of `@segment/action-destinations` by its folder, without the other 200, as it runs here. */
export function segmentDefinition(directory: string): AnyDefinition {
  const module = requireSegment(`@segment/action-destinations/dist/destinations/${directory}`) as {
    default: AnyDefinition;
  };
  return adapt(directory, module.default);
}

/** The runnable definition of `type`, or undefined when the worker has none: an unknown type, or one for browsers. */
export async function loadDefinition(type: string): Promise<AnyDefinition | undefined> {
  const own = OWN_DESTINATIONS.find(({ listing }) => listing.type === type);
  if (own?.load) return own.load();
  const source = findDestinationType(type)?.source;
  return source?.kind === 'segment' ? segmentDefinition(source.directory) : undefined;
}
