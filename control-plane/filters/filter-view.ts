import type { FilterAction } from '@/spec/filter';
import type { DestinationFilterRow } from '@/storage/entities/destination-filters';

/** A destination filter as every transport may show it. Times are ISO-8601. */
export interface FilterView {
  id: string;
  sourceId: string;
  destinationId: string;
  title: string;
  description: string;
  /** FQL, or "all". */
  condition: string;
  actions: FilterAction[];
  enabled: boolean;
  createdAt: string;
  updatedAt: string;
}

/** A stored filter as data for a caller. */
export function viewFilter(row: DestinationFilterRow, sourceId: string): FilterView {
  return {
    id: row.id,
    sourceId,
    destinationId: row.destinationId,
    title: row.title,
    description: row.description,
    condition: row.condition,
    actions: row.actions as unknown as FilterAction[],
    enabled: row.enabled,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
