import { knownOrigins } from '../ingestion-origin';
import type { AddressPolicy } from './address-policy';

/** The one path of ours that destinations may reach on a private address: it takes events from anybody anyway. */
const DOOR = '/v1/batch';

/** For requests to our own door; an object of its own, so that its connections are kept apart from all others. */
export const OWN_DOOR_POLICY: AddressPolicy = { allows: () => true };

/**
 * Whether `url` is the batch endpoint of this installation, under one of the origins that its operator gave it. A
 * Repeater sends there, and the origin of a fresh installation is http://localhost:3000, a private address.
 */
export function isOwnDoor(url: URL): boolean {
  return url.pathname === DOOR && knownOrigins().includes(url.origin);
}
