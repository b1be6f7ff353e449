import { createHash } from 'node:crypto';
import type { ActionMetadata, DestinationMetadata } from '@/catalog/destinations/kit/metadata';

/** The id of a destination's action in the API: 24 hexadecimal digits, a function of destination and slug, so never stored. */
export function actionId(destination: DestinationMetadata, slug: string): string {
  return createHash('sha256').update(`${destination.id}/${slug}`).digest('hex').slice(0, 24);
}

/** The action of `destination` that has the id; undefined when there is none. */
export function actionById(destination: DestinationMetadata, id: string): ActionMetadata | undefined {
  return destination.actions.find(({ slug }) => actionId(destination, slug) === id);
}
