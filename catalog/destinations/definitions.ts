import type { DestinationDefinition } from '@segment/actions-core';
import { requireSegment } from './kit/load-actions-core';

/** A definition whose settings type is of no concern to who runs it. */
export type AnyDefinition = DestinationDefinition<never>;

type Loader = () => Promise<AnyDefinition>;

/** Loads one definition of `@segment/action-destinations` by its folder, without the other 200. */
const fromSegment =
  (folder: string): Loader =>
  () => {
    const module = requireSegment(`@segment/action-destinations/dist/destinations/${folder}`) as {
      default: AnyDefinition;
    };
    return Promise.resolve(module.default);
  };

/** How the code behind each listed destination is loaded, by our key. Worker and generator only; never Next. */
const LOADERS: Record<string, Loader> = {
  webhook: fromSegment('webhook'),
  windsor: async () => (await import('./windsor/definition')).windsorDestination,
};

/** The runnable definition of `type`, or undefined when the catalog has none. */
export async function loadDefinition(type: string): Promise<AnyDefinition | undefined> {
  return Object.hasOwn(LOADERS, type) ? LOADERS[type]?.() : undefined;
}

/** Every type that can be run. */
export function runnableTypes(): string[] {
  return Object.keys(LOADERS);
}
