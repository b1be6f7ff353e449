'use client';

import { useMemo, useState } from 'react';
import { mappingNeeds, type MappingNeed } from '@/catalog/destinations/kit/mapping/mapping-needs';
import type { ActionMetadata } from '@/catalog/destinations/kit/metadata';
import type { JsonObject } from '@/spec/event';

/** What a mapping that is being written lacks; the same list until it lacks something else. */
export function useNeeds(action: ActionMetadata, mapping: JsonObject): readonly MappingNeed[] {
  const now = useMemo(() => mappingNeeds(action, mapping), [action, mapping]);
  const [kept, keep] = useState(now);
  const same = JSON.stringify(now) === JSON.stringify(kept);
  if (!same) keep(now);
  return same ? kept : now;
}
