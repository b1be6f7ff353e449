import { brandIcon } from '@/components/ui/data/brand-icons';
import { installation } from '@/platform/installation';
import type { JsonObject } from '@/spec/event';

/** Segment's Logos of a type of source or destination: its maker's mark, or none where the maker lets nobody use it. */
export function logosOf(type: string, name: string): JsonObject {
  const icon = brandIcon(type);
  return icon ? { default: `${installation().publicUrl}/brand-marks/${icon}.svg`, alt: name } : { default: '' };
}
